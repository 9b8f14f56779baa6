import type { Context } from "hono";
import type { AppEnv } from "../context.ts";
import { problemResponse } from "../problem.ts";
import { messageCrypto } from "./message-crypto.ts";

/**
 * Some of WeChat's consoles check a URL with a GET before they take it, and want `echostr` back. Only here the plain
 * `signature` is looked at: there is no body that it would have to vouch for.
 */
export async function echo(c: Context<AppEnv>): Promise<Response> {
  const { signature, timestamp, nonce, echostr } = c.req.query();
  if (echostr === undefined) {
    return problemResponse(c, { code: "invalid_request", detail: "This URL is for WeChat's pushes, which are POSTs." });
  }
  const genuine =
    signature !== undefined &&
    timestamp !== undefined &&
    nonce !== undefined &&
    (await messageCrypto(c.var.config).verifyPlain(signature, timestamp, nonce));
  return genuine ? c.text(echostr) : problemResponse(c, { code: "invalid_signature" });
}
