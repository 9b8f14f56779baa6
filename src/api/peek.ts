/** A body of which the beginning was looked at: all of it, when it was short, else a stream that still has all of it. */
export type Peeked = { whole: ArrayBuffer } | { stream: ReadableStream };

/**
 * Reads a body up to a limit.
 * @param length of the whole in bytes, where it is known; a stream then says so to whoever it is sent to
 */
export async function peek(body: ReadableStream, limitBytes: number, length: number | null): Promise<Peeked> {
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const chunks: Uint8Array[] = [];
  for (let read = 0; read <= limitBytes; ) {
    const { done, value } = await reader.read();
    if (done) return { whole: await new Blob(chunks).arrayBuffer() };
    chunks.push(value);
    read += value.length;
  }
  reader.releaseLock();
  const { readable, writable } = length === null ? new IdentityTransformStream() : new FixedLengthStream(length);
  const pipe = async () => {
    const writer = writable.getWriter();
    for (const chunk of chunks) await writer.write(chunk);
    writer.releaseLock();
    await body.pipeTo(writable);
  };
  // When one side breaks off, the stream ends on the other too; there is nobody else to tell.
  pipe().catch(() => undefined);
  return { stream: readable };
}

/** The content-length of a message, if it has a usable one. */
export function declaredLength(headers: Headers): number | null {
  const length = Number(headers.get("content-length") ?? Number.NaN);
  return Number.isSafeInteger(length) && length >= 0 ? length : null;
}
