import type { Authorization } from "../state/authorizations.ts";
import { type Answer, type ApiCall, type Endpoint, text } from "./endpoint.ts";
import { type Refusal, refuse } from "./errcode.ts";

/** How many values each option has: 0, 1 … */
const OPTIONS: Record<string, number> = { location_report: 3, voice_recognize: 2, customer_service: 2 };

/** The older pair names the authorizer in the body and takes the component's token; the current pair takes the authorizer's. */
const OLDER = { method: "POST", token: "component", componentAppid: "body" } as const;
const CURRENT = { method: "POST", token: "authorizer" } as const;

export const apiGetAuthorizerOption: Endpoint = {
  ...OLDER,
  answer: (call) => withAuthorizer(call, read, "authorizer_appid"),
};
export const apiSetAuthorizerOption: Endpoint = { ...OLDER, answer: (call) => withAuthorizer(call, write) };
export const getAuthorizerOption: Endpoint = { ...CURRENT, answer: (call) => withAuthorizer(call, read, "errcode") };
export const setAuthorizerOption: Endpoint = { ...CURRENT, answer: (call) => withAuthorizer(call, write) };

type Verb = (authorization: Authorization, name: string, value: string) => Record<string, unknown> | Refusal;

function withAuthorizer(call: ApiCall, verb: Verb, adds?: "authorizer_appid" | "errcode"): Answer {
  const authorization = call.authorization ?? call.wechat.authorizations.get(text(call.body, "authorizer_appid"));
  if (authorization === undefined) return refuse(61003);
  const name = text(call.body, "option_name");
  if (!(name in OPTIONS)) return refuse(61012);
  const answer = verb(authorization, name, text(call.body, "option_value"));
  if (adds === "authorizer_appid") return { authorizer_appid: authorization.account.appid, ...answer };
  return adds === "errcode" ? { errcode: 0, errmsg: "ok", ...answer } : answer;
}

function read({ options }: Authorization, name: string) {
  return { option_name: name, option_value: options[name] ?? "0" };
}

function write(authorization: Authorization, name: string, value: string) {
  const values = Array.from({ length: OPTIONS[name] ?? 0 }, (_, each) => String(each));
  if (!values.includes(value)) return refuse(61013);
  authorization.options[name] = value;
  return { errcode: 0, errmsg: "ok" };
}
