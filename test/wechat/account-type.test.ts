import { expect, it } from "vitest";
import { accountType } from "../../src/wechat/account-type.ts";

it.each([
  ["mini_program", { nick_name: "n", MiniProgramInfo: { network: {}, categories: [] }, service_type_info: { id: 0 } }],
  ["mini_program", { MiniProgramInfo: {}, channels_info: { id: 0 } }],
  ["channels", { channels_info: { id: 0 } }],
  ["other", { store_info: { id: 0 } }],
  ["other", { talent_info: { id: 0 } }],
  ["other", { supplier_info: { id: 0 } }],
  ["official_account", { service_type_info: { id: 2 }, verify_type_info: { id: 0 } }],
  ["official_account", {}],
  ["official_account", { MiniProgramInfo: null, channels_info: "" }],
])("is %s for %o", (type, info) => {
  expect(accountType(info)).toBe(type);
});
