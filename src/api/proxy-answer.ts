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

  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      const whole = await new Blob(chunks).arrayBuffer();
      return { errcode: errcodeIn(whole), response: new Response(whole, { status, headers }) };
    }
    chunks.push(value);
    length += value.length;
    if (length > PEEK_BYTES) break;
  }
  reader.releaseLock();
  const declared = Number(headers.get("content-length") ?? Number.NaN);
  const { readable, writable } = Number.isNaN(declared)
    ? new IdentityTransformStream()
    : new FixedLengthStream(declared);
  const pipe = async () => {
    const writer = writable.getWriter();
    for (const chunk of chunks) await writer.write(chunk);
    writer.releaseLock();
    await body.pipeTo(writable);
  };
  // A caller who goes away, or WeChat breaking off, ends the stream on both sides; there is nobody to tell.
  pipe().catch(() => undefined);
  return { errcode: null, response: new Response(readable, { status, headers }) };
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
