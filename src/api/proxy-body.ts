import { declaredLength, peek } from "./peek.ts";

/** What is larger streams through and is not replayed: https://developers.cloudflare.com/workers/platform/limits/#memory */
const REPLAY_LIMIT_BYTES = 10 * 1024 * 1024;

/** A request's body on its way to WeChat. */
export interface ProxyBody {
  /** The body for one attempt; once only, unless it is replayable. */
  take(): BodyInit | undefined;
  replayable: boolean;
}

/**
 * Reads a body that can be sent twice if need be: what is known to be small enough is kept, everything else streams.
 * @param fill members that a JSON object in the body is given, unless it has them
 */
export async function proxyBody(request: Request, fill: Record<string, string>): Promise<ProxyBody> {
  if (request.method === "GET" || request.method === "HEAD") return { take: () => undefined, replayable: true };
  const filling = Object.keys(fill).length > 0;
  if (request.body === null) {
    const text = filling ? JSON.stringify(fill) : undefined;
    return { take: () => text, replayable: true };
  }
  const length = declaredLength(request.headers);
  const large = length !== null && length > REPLAY_LIMIT_BYTES;
  // WeChat's uploads want a length; a stream without one would go out in chunks.
  const peeked = large
    ? { stream: request.body.pipeThrough(new FixedLengthStream(length)) }
    : await peek(request.body, REPLAY_LIMIT_BYTES, length);
  if ("whole" in peeked) {
    const body = filling ? withMembers(peeked.whole, fill) : peeked.whole;
    return { take: () => body, replayable: true };
  }
  return { take: () => peeked.stream, replayable: false };
}

/**
 * Puts members into a JSON object by its text, so that all else stays as it was written: a number of 19 digits would not
 * survive being read and written again. What is no object is left to WeChat to refuse.
 */
function withMembers(body: ArrayBuffer, fill: Record<string, string>): BodyInit {
  let object: unknown;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(body);
    object = JSON.parse(text.trim() === "" ? "{}" : text);
  } catch {
    // A form, a file, or JSON that WeChat has an errcode for.
    return body;
  }
  if (typeof object !== "object" || object === null || Array.isArray(object)) return body;
  const missing = Object.entries(fill).filter(([name]) => !Object.hasOwn(object, name));
  const members = missing.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(",");
  if (members === "") return body;
  if (Object.keys(object).length === 0) return `{${members}}`;
  const brace = text.indexOf("{");
  return `${text.slice(0, brace + 1)}${members},${text.slice(brace + 1)}`;
}
