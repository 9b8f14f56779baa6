import { expect, it } from "vitest";
import { PERMISSION_SETS, permissionSetName } from "../../src/wechat/permission-sets.ts";

const all = [...PERMISSION_SETS.values()];

it("names permission sets in both languages", () => {
  expect(permissionSetName(1, "zh")).toBe("消息管理");
  expect(permissionSetName(18, "zh")).toBe("小程序开发与数据分析");
  expect(permissionSetName(18, "en")).toBe("Development and analytics");
  expect(permissionSetName(143, "zh")).toBe("视频号留资组件管理");
});

it("gives the number of a set that it does not know", () => {
  expect(permissionSetName(9999, "zh")).toBe("9999");
  expect(permissionSetName(186, "en")).toBe("186");
});

it("lists every set once, with a Chinese and an English name", () => {
  const rows = { official_account: 33, mini_program: 63, other: 7 };
  for (const [kind, count] of Object.entries(rows)) expect(all.filter((set) => set.kind === kind)).toHaveLength(count);
  expect(PERMISSION_SETS.size).toBe(33 + 63 + 7);
  for (const set of all) {
    expect(set.zh).toMatch(/\p{Script=Han}/u);
    expect(set.en).toMatch(/^[\x20-\x7e]+$/);
  }
});

it("knows which sets only one platform at a time can have", () => {
  const exclusive = all.filter((set) => set.exclusive).map((set) => set.id);
  expect(exclusive.sort((a, b) => a - b)).toEqual([4, 18, 24, 25, 34, 40, 41, 45, 49, 51, 54, 73, 76, 81]);
});
