import type { Call } from "../state/calls.ts";
import type { Trouble } from "../state/faults.ts";
import { unixSeconds, type Wechat } from "../state/wechat.ts";
import { type Arrival, admitCall, tokenInQuery } from "./admit-call.ts";
import type { Answer, Endpoint } from "./endpoint.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { refuse } from "./errcode.ts";
import { distortAnswer, distortText, suffer } from "./trouble.ts";

/** What api.weixin.qq.com says to a path it does not have. */
const NO_SUCH_ENDPOINT: Endpoint = {
  method: "GET or POST",
  token: "none",
  body: "none",
  unmetered: true,
  answer: () => refuse(40066),
};

/**
 * Answers one call of the API: records it, lets faults strike before the effect, checks it, does it, lets faults strike after
 * it. Rejects when a fault drops the connection; never settles when one answers nothing.
 */
export async function answerCall(wechat: Wechat, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const query = Object.fromEntries(url.searchParams);
  const clientIp = request.headers.get("x-simulated-client-ip") ?? wechat.settings.clientIp;
  const call = wechat.calls.begin({ method: request.method, path: url.pathname, query, clientIp });
  try {
    const endpoint = ENDPOINTS[url.pathname] ?? NO_SUCH_ENDPOINT;
    const arrival = await receive(wechat, request, call, endpoint);
    const response = await answer(wechat, endpoint, arrival, call);
    call.status = response.status;
    return response;
  } finally {
    wechat.calls.end(call);
  }
}

async function receive(wechat: Wechat, request: Request, call: Call, endpoint: Endpoint): Promise<Arrival> {
  const { method, path, query, clientIp } = call;
  const isUpload = endpoint.body === "multipart";
  const bodyText = method === "GET" || isUpload ? null : await request.text();
  const json = bodyText === null ? undefined : parseObject(bodyText);
  const token = wechat.accessTokens.find(tokenInQuery(query) ?? "");
  call.body = json;
  call.authorizerAppid = aboutWhom(wechat, json, token) ?? query.appid;
  return { request, method, path, query, clientIp, bodyText, json, token };
}

function aboutWhom(wechat: Wechat, json: Arrival["json"], token: Arrival["token"]): string | undefined {
  const { authorizer_appid: named, authorization_code: code } = json ?? {};
  if (typeof named === "string") return named;
  if (typeof code === "string") return wechat.authorizationCodes.find(code)?.about.account.appid;
  return token?.kind === "authorizer" ? token.appid : undefined;
}

async function answer(wechat: Wechat, endpoint: Endpoint, arrival: Arrival, call: Call): Promise<Response> {
  const troubles = wechat.faults.any ? wechat.faults.draw(call.path, call.authorizerAppid) : [];
  call.faults = troubles.map(({ kind }) => kind);
  const instead = await suffer(troubles, "before");
  if (instead !== null) return write(wechat, call, troubles, instead);
  const admitted = admitCall(wechat, endpoint, arrival);
  const made = "errcode" in admitted ? admitted : await endpoint.answer(admitted);
  call.errcode = errcodeOf(made);
  if (!(made instanceof Response) && call.errcode === 0)
    distortAnswer(wechat, troubles, made as Record<string, unknown>);
  return write(wechat, call, troubles, (await suffer(troubles, "after")) ?? made);
}

function errcodeOf(answer: Answer): number {
  if (answer instanceof Response) return 0;
  return "errcode" in answer && typeof answer.errcode === "number" ? answer.errcode : 0;
}

function write(wechat: Wechat, call: Call, troubles: Trouble[], answer: Answer): Response {
  if (answer instanceof Response) return answer;
  const errcode = errcodeOf(answer);
  call.errcode ??= errcode;
  const said =
    errcode === 0 ? answer : { ...answer, errmsg: `${answer["errmsg" as keyof Answer]}${rid(wechat, call.path)}` };
  const { body, contentType } = distortText(troubles, JSON.stringify(said));
  return new Response(body, { headers: { "content-type": contentType } });
}

/** Its first word is the time; /sns sets it off with a comma. */
function rid(wechat: Wechat, path: string): string {
  const words = [unixSeconds(wechat).toString(16).padStart(8, "0"), wechat.random.hex(8), wechat.random.hex(8)];
  return `${path.startsWith("/sns/") ? "," : ""} rid: ${words.join("-")}`;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    // Not JSON: the endpoint refuses it with 47001.
    return undefined;
  }
}
