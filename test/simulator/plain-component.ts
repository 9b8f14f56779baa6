import { decrypt, encrypt, getSignature } from "@wecom/crypto";
import { readMessageXml } from "./push/message-xml.ts";
import { createSimulator, type Simulator } from "./simulator.ts";
import type { SimulatorOptions } from "./state/settings.ts";

export const COMPONENT = "wx0000000000000001";
export const SECRET = "0123456789abcdef0123456789abcdef";
const AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

/** The first official account and the first mini program of the cast. */
export const OFFICIAL_ACCOUNT = "wx5a1b0c7d3e9f2041";
export const MINI_PROGRAM = "wx9e3f5a7b1c2d4e63";

export type Json = Record<string, unknown>;

/** A push as the component received it. */
export interface Received {
  url: URL;
  outer: Record<string, string>;
  xml: string;
  fields: Record<string, string>;
}

/**
 * The least component there can be, to stand opposite the simulator in its own tests: it decrypts every push, answers what it
 * is told to answer, and calls the API with the tokens it got. Its clock is the simulator's.
 */
export function createPlainComponent(options: Partial<SimulatorOptions> = {}) {
  const clock = { now: Date.UTC(2026, 0, 1) };
  const received: Received[] = [];
  const simulator: Simulator = createSimulator({
    now: () => clock.now,
    pushTimeoutMs: 200,
    pushRetryAfterMs: 0,
    deliver: async (request) => {
      const outer = readMessageXml(await request.text());
      const { message } = decrypt(simulator.settings.encodingAesKey, outer.Encrypt ?? "");
      const push = { url: new URL(request.url), outer, xml: message, fields: readMessageXml(message) };
      received.push(push);
      return component.reply(push);
    },
    ...options,
  });
  const component = {
    simulator,
    clock,
    received,
    /** What every push is answered with. */
    reply: async (_push: Received): Promise<Response> => new Response("success"),
    /** A call of /cgi-bin/{path}; `component_appid` is added to the body. */
    call(path: string, body: Json = {}, init: RequestInit = {}): Promise<Json> {
      return post(simulator, path, JSON.stringify({ component_appid: COMPONENT, ...body }), init);
    },
    /** As the component, with its own access token. */
    async callAsComponent(path: string, body: Json = {}): Promise<Json> {
      const held = simulator.accessToken(COMPONENT) ?? (await component.fetchComponentToken());
      return component.call(`component/${path}?component_access_token=${held}`, body);
    },
    async fetchComponentToken(): Promise<string> {
      if (simulator.ticket === null) await simulator.pushTicket();
      const ticket = received.findLast(({ fields }) => fields.ComponentVerifyTicket)?.fields.ComponentVerifyTicket;
      const answer = await component.call("component/api_component_token", {
        component_appsecret: SECRET,
        component_verify_ticket: ticket,
      });
      return String(answer.component_access_token);
    },
    async createPreAuthCode(): Promise<string> {
      return String((await component.callAsComponent("api_create_preauthcode")).pre_auth_code);
    },
    async exchange(authorizationCode: string): Promise<Json> {
      return component.callAsComponent("api_query_auth", { authorization_code: authorizationCode });
    },
    /** Authorizes one of the cast and exchanges the code: what a merchant's visit comes to. */
    async authorize(appid: string): Promise<{ accessToken: string; refreshToken: string }> {
      const { authorizationCode } = simulator.authorizeDirectly(appid, { push: true });
      const { authorization_info: info } = (await component.exchange(authorizationCode ?? "")) as {
        authorization_info: Json;
      };
      return { accessToken: String(info.authorizer_access_token), refreshToken: String(info.authorizer_refresh_token) };
    },
    refresh(appid: string, refreshToken: string): Promise<Json> {
      return component.callAsComponent("api_authorizer_token", {
        authorizer_appid: appid,
        authorizer_refresh_token: refreshToken,
      });
    },
  };
  return component;
}

export async function post(
  simulator: Simulator,
  path: string,
  body: BodyInit | null,
  init: RequestInit = {},
): Promise<Json> {
  const request = new Request(`https://api.weixin.qq.com/cgi-bin/${path}`, { method: "POST", body, ...init });
  return (await simulator.fetch(request)).json();
}

/** A passive reply as a component encrypts it, or, with changes, as one that gets it wrong. */
export function passiveReply(
  push: Received,
  content: string,
  wrong: { appid?: string; token?: string; to?: string } = {},
): Response {
  const { ToUserName, FromUserName } = push.fields;
  const xml = `<xml><ToUserName><![CDATA[${wrong.to ?? FromUserName}]]></ToUserName><FromUserName><![CDATA[${ToUserName}]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content></xml>`;
  const encrypted = encrypt(AES_KEY, xml, wrong.appid ?? COMPONENT);
  const nonce = push.url.searchParams.get("nonce") ?? "";
  const signature = getSignature(wrong.token ?? "simulatorMessageToken", "1700000000", nonce, encrypted);
  return new Response(
    `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>1700000000</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`,
  );
}
