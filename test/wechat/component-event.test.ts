import { describe, expect, test } from "vitest";
import { parseComponentEvent } from "../../src/wechat/component-event.ts";
import { parseXml, type XmlFields } from "../../src/wechat/xml.ts";

const APPID = "wx0000000000000001";
const BASE = { AppId: APPID, CreateTime: "1413192605" };

const parse = (fields: XmlFields) => parseComponentEvent(fields, APPID);
const parseText = (inner: string) => parse(parseXml(`<xml><AppId>${APPID}</AppId>${inner}</xml>`) ?? {});

describe("component_verify_ticket", () => {
  const InfoType = "component_verify_ticket";

  test("has the ticket and its time", () => {
    expect(parse({ ...BASE, InfoType, ComponentVerifyTicket: "ticket@@@a-b_c" })).toEqual({
      ok: true,
      value: { infoType: InfoType, createTime: 1413192605, ticket: "ticket@@@a-b_c" },
    });
  });

  test("is read in CDATA and plain, with white space around", () => {
    const expected = { ok: true, value: { infoType: InfoType, createTime: 1413192605, ticket: "ticket@@@x" } };
    for (const inner of [
      "<CreateTime>1413192605</CreateTime><InfoType>component_verify_ticket</InfoType><ComponentVerifyTicket>ticket@@@x</ComponentVerifyTicket>",
      "<CreateTime> 1413192605\n</CreateTime><InfoType><![CDATA[component_verify_ticket]]></InfoType>\n<ComponentVerifyTicket>\n<![CDATA[ticket@@@x]]>\n</ComponentVerifyTicket>",
    ]) {
      expect(parseText(inner)).toEqual(expected);
    }
  });

  test.each([undefined, "", "  ", ["a", "b"], { a: "b" }])("is refused with the ticket %j", (ticket) => {
    const fields = { ...BASE, InfoType, ...(ticket === undefined ? {} : { ComponentVerifyTicket: ticket }) };
    expect(parse(fields)).toEqual({ ok: false, failure: "ComponentVerifyTicket is empty" });
  });
});

describe.each(["authorized", "updateauthorized"] as const)("%s", (infoType) => {
  const fields = {
    ...BASE,
    InfoType: infoType,
    AuthorizerAppid: "wxf8b4f85f3a794e77",
    AuthorizationCode: "queryauthcode@@@a",
    AuthorizationCodeExpiredTime: "1572005002",
    PreAuthCode: "preauthcode@@@b",
  };
  const event = {
    infoType,
    createTime: 1413192605,
    authorizerAppid: "wxf8b4f85f3a794e77",
    authorizationCode: "queryauthcode@@@a",
    preAuthCode: "preauthcode@@@b",
  };

  test("has the account, the code, and the pre_auth_code that joins it to a visit", () => {
    expect(parse(fields)).toEqual({ ok: true, value: event });
  });

  test.each(["600", "", "text"])("does not depend on AuthorizationCodeExpiredTime, here %j", (expired) => {
    expect(parse({ ...fields, AuthorizationCodeExpiredTime: expired })).toEqual({ ok: true, value: event });
  });

  test("may come without the codes", () => {
    const { AuthorizationCode: _, PreAuthCode: __, ...bare } = fields;
    expect(parse(bare)).toEqual({ ok: true, value: { ...event, authorizationCode: null, preAuthCode: null } });
    expect(parse({ ...fields, PreAuthCode: "" })).toEqual({ ok: true, value: { ...event, preAuthCode: null } });
  });

  test("is refused without an account", () => {
    const { AuthorizerAppid: _, ...anonymous } = fields;
    expect(parse(anonymous)).toEqual({ ok: false, failure: "AuthorizerAppid is empty" });
    expect(parse({ ...fields, AuthorizerAppid: " " })).toEqual({ ok: false, failure: "AuthorizerAppid is empty" });
  });
});

test("unauthorized has the account and nothing else", () => {
  expect(parse({ ...BASE, InfoType: "unauthorized", AuthorizerAppid: "wxf8b4f85f3a794e77" })).toEqual({
    ok: true,
    value: {
      infoType: "unauthorized",
      createTime: 1413192605,
      authorizerAppid: "wxf8b4f85f3a794e77",
      authorizationCode: null,
      preAuthCode: null,
    },
  });
});

test.each([
  [
    "notify_third_fasteregister",
    "<appid>wx1</appid><status>0</status><auth_code>x</auth_code><info><name>a</name><code>007</code></info>",
  ],
  ["notify_third_fastregisterbetaapp", "<appid>wx1</appid><status>0</status><info><unique_id>00</unique_id></info>"],
  ["notify_third_fastverifybetaapp", "<appid>wx1</appid><status>0</status>"],
  ["notify_icpfiling_verify_result", "<task_id>1</task_id><result>3</result>"],
  ["notify_apply_icpfiling_result", "<authorizer_appid>wx1</authorizer_appid><beian_status>1</beian_status>"],
  ["notify_3rd_wxa_auth", "<appid>wx1</appid><taskid>t</taskid><dispatch_info><provider>p</provider></dispatch_info>"],
  ["notify_3rd_wxa_wxverify", "<appid>wx1</appid><expired>1</expired>"],
  [
    "order_path_apply_result_notify",
    "<list><appid>wx1</appid><ret_code>0</ret_code></list><list><appid>wx2</appid></list>",
  ],
  ["order_path_audit_result_notify", "<list><appid>wx1</appid><audit_id>9007199254740993</audit_id></list>"],
  ["wxa_nickname_audit", ""],
  ["what_wechat_will_think_of_next", "<anything>at all</anything>"],
  ["Authorized", "<AuthorizerAppid>wx1</AuthorizerAppid>"],
  ["constructor", ""],
])("%s is passed on, its fields as they were sent", (name, inner) => {
  const text = `<CreateTime>1413192605</CreateTime><InfoType>${name}</InfoType>${inner}`;
  const fields = parseXml(`<xml><AppId>${APPID}</AppId>${text}</xml>`);
  expect(parseText(text)).toEqual({ ok: true, value: { infoType: "other", name, createTime: 1413192605, fields } });
});

describe("an event is refused", () => {
  const ticket = { ...BASE, InfoType: "component_verify_ticket", ComponentVerifyTicket: "ticket@@@x" };

  test.each([undefined, "", "wx0000000000000002", "WX0000000000000001", "wx000000000000000", [APPID, APPID]])(
    "with AppId %j",
    (AppId) => {
      const { AppId: _, ...rest } = ticket;
      const fields = AppId === undefined ? rest : { ...rest, AppId };
      expect(parse(fields)).toEqual({ ok: false, failure: "AppId is not COMPONENT_APPID" });
    },
  );

  test.each([undefined, "", "yesterday", "-1", "1.5", "1e9", "0x1", "14131926051413192605", ["1", "2"]])(
    "with CreateTime %j",
    (CreateTime) => {
      const { CreateTime: _, ...rest } = ticket;
      const fields = CreateTime === undefined ? rest : { ...rest, CreateTime };
      expect(parse(fields)).toEqual({ ok: false, failure: "CreateTime is not a time in seconds" });
    },
  );

  test.each([undefined, "", "  ", ["authorized", "unauthorized"]])("with InfoType %j", (InfoType) => {
    const { InfoType: _, ...rest } = ticket;
    const fields = InfoType === undefined ? rest : { ...rest, InfoType };
    expect(parse(fields)).toEqual({ ok: false, failure: "there is no InfoType" });
  });
});
