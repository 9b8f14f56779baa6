import { declaredLength, peek } from "./peek.ts";

/** An errcode stands in a short answer; what is longer is data. */
const PEEK_BYTES = 2 * 1024;

/** Headers of WeChat's that mean something to a caller. */
const HEADERS = ["content-type", "content-disposition", "content-length", "cache-control", "retkey", "logicret"];

const BINARY = /^(?:image|audio|video)\/|octet-stream/i;

export interface ProxyAnswer {
  /** WeChat's errcode when the answer is a short JSON object that has one; else null. */
  errcode: number | null;
  /** Status, headers that matter, and the body as it came. */
  response: Response;
}

/** Looks for an errcode at the beginning of an answer, and lets the rest stream. */
export async function proxyAnswer(upstream: Response): Promise<ProxyAnswer> {
  const headers = new Headers();
  const encoded = upstream.headers.has("content-encoding");
  for (const name of HEADERS) {
    const value = upstream.headers.get(name);
    // The runtime decodes the body, so the length of the encoded one is wrong.
    if (value !== null && !(encoded && name === "content-length")) headers.set(name, value);
  }
  headers.set("cache-control", headers.get("cache-control") ?? "no-store");
  const { status, body } = upstream;
  if (body === null || BINARY.test(upstream.headers.get("content-type") ?? "")) {
    return { errcode: null, response: new Response(body, { status, headers }) };
  }

  const peeked = await peek(body, PEEK_BYTES, declaredLength(headers));
  return "whole" in peeked
    ? { errcode: errcodeIn(peeked.whole), response: new Response(peeked.whole, { status, headers }) }
    : { errcode: null, response: new Response(peeked.stream, { status, headers }) };
}

function errcodeIn(body: ArrayBuffer): number | null {
  try {
    const errcode = Number((JSON.parse(new TextDecoder().decode(body)) as { errcode?: unknown } | null)?.errcode);
    return Number.isInteger(errcode) ? errcode : null;
  } catch {
    // Not JSON: it carries no errcode.
    return null;
  }
}
