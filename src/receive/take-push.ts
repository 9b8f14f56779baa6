import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "../context.ts";
import { log } from "../log.ts";
import { problemResponse } from "../problem.ts";
import { type OpenedPush, openPush, type SealedPush } from "../wechat/push.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import { messageCrypto } from "./message-crypto.ts";

/** A push of WeChat's is a few KiB; a message with the longest text is far below this. */
export const PUSH_LIMIT_BYTES = 256 * 1024;

/** Refuses a body that is longer than any push of WeChat's. */
export const pushLimit = bodyLimit({
  maxSize: PUSH_LIMIT_BYTES,
  onError: (c) => problemResponse(c, { code: "too_large", limitBytes: PUSH_LIMIT_BYTES }),
});

/** A push that WeChat made, opened, and as it came. */
export type TakenPush = OpenedPush & { sealed: SealedPush };

/**
 * Opens a push to either URL (I11).
 * @returns what WeChat pushed, or what to answer: 401 without its signature, 400 when it can't be read
 */
export async function takePush(c: Context<AppEnv>): Promise<Result<TakenPush, Response>> {
  const sealed: SealedPush = {
    msgSignature: c.req.query("msg_signature"),
    timestamp: c.req.query("timestamp"),
    nonce: c.req.query("nonce"),
    body: await c.req.text(),
  };
  const opened = await openPush(sealed, messageCrypto(c.var.config));
  if (opened.ok) return ok({ ...opened.value, sealed });
  log("warn", "a push was refused", { code: opened.failure.code });
  return fail(
    opened.failure.code === "bad_signature"
      ? problemResponse(c, { code: "invalid_signature" })
      : problemResponse(c, { code: "invalid_request", detail: opened.failure.reason }),
  );
}
