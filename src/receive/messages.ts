import { type Context, Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { log } from "../log.ts";
import { problemResponse } from "../problem.ts";
import { enqueue } from "../webhook/enqueue.ts";
import { parseMessage, textOf } from "../wechat/message.ts";
import { type SealedReply, writePassiveReply, writeSealedReply } from "../wechat/passive-reply.ts";
import { isReleaseCheckAccount, releaseCheckAnswer } from "../wechat/release-check.ts";
import type { XmlFields } from "../wechat/xml.ts";
import { echo } from "./echo.ts";
import type { RelayAnswer } from "./in-line-delivery.ts";
import { messageCrypto } from "./message-crypto.ts";
import { type MessageForBusiness, messageJob } from "./message-job.ts";
import type { MessageRelay } from "./message-relay.ts";
import { pushLimit, type TakenPush, takePush } from "./take-push.ts";

const APPID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * 消息与事件接收URL, pasted as `…/wechat/messages/$APPID$`: what fans send and do, for every authorizer. It is relayed to the
 * business, whose answer becomes the passive reply. Nothing is believed that WeChat did not sign and encrypt (I11), and it
 * is answered `success` only when the business or the queue has the message (I6).
 */
export const messages = new Hono<AppEnv>().get("/:appid", echo).post("/:appid", pushLimit, async (c) => {
  const { config } = c.var;
  const authorizerAppid = c.req.param("appid");
  const push = await takePush(c);
  if (!push.ok) return push.failure;
  const message = parseMessage(push.value.fields);
  if (!APPID.test(authorizerAppid) || !message.ok) {
    const detail = message.ok ? "The path has no appid: paste the URL with $APPID$ at its end." : message.failure;
    log("warn", "a message was refused", { reason: detail });
    return problemResponse(c, { code: "invalid_request", detail });
  }

  const { fields, identity } = message.value;
  const stub = relay(c.env, config.componentAppid, authorizerAppid);
  if (isReleaseCheckAccount(authorizerAppid)) return answerReleaseCheck(c, push.value, fields, stub);
  const { message: xml, sealed } = push.value;
  const answer = await relayOrQueue(c, stub, {
    authorizerAppid,
    identity,
    fields,
    xml,
    query: new URL(c.req.url).search,
    body: sealed.body,
    forwardMode: config.forwardMode,
  });
  switch (answer.kind) {
    case "success":
      return c.text("success");
    case "reply":
      return reply(c, await seal(c, push.value, answer.xml, answer.timestamp, answer.random));
    case "sealed":
      return answer.reply.nonce === sealed.nonce
        ? xmlBody(c, answer.text)
        : reply(c, await resign(c, push.value, answer.reply));
    case "not_stored":
      return problemResponse(c, { code: "internal_error" });
  }
});

function relay(env: Env, component: string, authorizerAppid: string): DurableObjectStub<MessageRelay> {
  return env.MESSAGE_RELAY.getByName(`${component}:${authorizerAppid}`, { locationHint: "apac" });
}

/** A relay that breaks down, as in the moment of a deployment, must not cost the message. */
async function relayOrQueue(
  c: Context<AppEnv>,
  stub: DurableObjectStub<MessageRelay>,
  message: MessageForBusiness,
): Promise<RelayAnswer> {
  const { componentAppid } = c.var.config;
  try {
    const answer = stub.deliver(message);
    // WeChat hangs up after 5 s, which would end this request and with it, perhaps, what it asked for.
    c.executionCtx.waitUntil(answer.then(noop, noop));
    return await answer;
  } catch (error) {
    log("error", "the relay broke down; its message goes to the queue", { error: String(error) });
    await enqueue(c.env, componentAppid, [await messageJob(message, componentAppid, null, Date.now())]);
    return { kind: "success" };
  }
}

/** 全网发布接入检测: these accounts' messages are for us, not for the business. */
async function answerReleaseCheck(
  c: Context<AppEnv>,
  push: TakenPush,
  fields: XmlFields,
  stub: DurableObjectStub<MessageRelay>,
): Promise<Response> {
  const wanted = releaseCheckAnswer((name) => textOf(fields, name));
  const fan = textOf(fields, "FromUserName");
  switch (wanted.kind) {
    case "nothing":
      return c.text("success");
    case "send":
      c.executionCtx.waitUntil(stub.sendFromApi(wanted.code, fan));
      return c.body("");
    case "reply": {
      const createTime = Math.floor(Date.now() / 1000);
      const to = { toUserName: fan, fromUserName: textOf(fields, "ToUserName") };
      const xml = writePassiveReply({ MsgType: "text", Content: wanted.content }, to, createTime);
      if (!xml.ok) return problemResponse(c, { code: "internal_error" });
      return reply(c, await seal(c, push, xml.value, String(createTime)));
    }
  }
}

/** Sealed with the key that opened the push; the nonce is the push's own, as WeChat's documentation wants it. */
async function seal(
  c: Context<AppEnv>,
  push: TakenPush,
  xml: string,
  timestamp: string,
  random?: Uint8Array,
): Promise<SealedReply> {
  const encrypt = await messageCrypto(c.var.config).seal(xml, push.keyIndex, random);
  return resign(c, push, { encrypt, timestamp });
}

/** The same reply for an attempt with another nonce. */
async function resign(
  c: Context<AppEnv>,
  { sealed }: TakenPush,
  { encrypt, timestamp }: Pick<SealedReply, "encrypt" | "timestamp">,
): Promise<SealedReply> {
  const nonce = sealed.nonce ?? "";
  return { encrypt, timestamp, nonce, msgSignature: await messageCrypto(c.var.config).sign(timestamp, nonce, encrypt) };
}

function reply(c: Context<AppEnv>, sealed: SealedReply): Response {
  return xmlBody(c, writeSealedReply(sealed));
}

function xmlBody(c: Context<AppEnv>, xml: string): Response {
  return c.body(xml, 200, { "content-type": "text/xml; charset=utf-8" });
}

function noop(): void {}
