import type { Random } from "./random.ts";

export interface Medium {
  mediaId: string;
  type: string;
  filename: string;
  contentType: string;
  byteLength: number;
  /** Hex; null for an invented one, whose bytes exist only while they are streamed. */
  sha256: string | null;
  bytes: Uint8Array<ArrayBuffer> | null;
}

const CHUNK_BYTES = 65_536;

/** 临时素材: what was uploaded, and invented files of any size to download. */
export class MediaStore {
  #random: Random;
  #byId = new Map<string, Medium>();

  constructor(random: Random) {
    this.#random = random;
  }

  async upload(type: string, file: File): Promise<Medium> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return this.#keep({
      type,
      filename: file.name,
      contentType: file.type || "application/octet-stream",
      byteLength: bytes.byteLength,
      sha256: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
      bytes,
    });
  }

  /** A file of `byteLength` bytes that is never held in memory: byte i is i modulo 251. */
  invent(byteLength: number, contentType = "video/mp4"): Medium {
    return this.#keep({ type: "video", filename: "invented.mp4", contentType, byteLength, sha256: null, bytes: null });
  }

  find(mediaId: string): Medium | undefined {
    return this.#byId.get(mediaId);
  }

  all(): Medium[] {
    return [...this.#byId.values()];
  }

  #keep(medium: Omit<Medium, "mediaId">): Medium {
    const kept = { mediaId: this.#random.text(64), ...medium };
    this.#byId.set(kept.mediaId, kept);
    return kept;
  }
}

export function streamMedium(medium: Medium): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      const end = Math.min(sent + CHUNK_BYTES, medium.byteLength);
      if (sent < end) controller.enqueue(medium.bytes?.slice(sent, end) ?? inventedBytes(sent, end));
      sent = end;
      if (sent >= medium.byteLength) controller.close();
    },
  });
}

function inventedBytes(start: number, end: number): Uint8Array {
  const chunk = new Uint8Array(end - start);
  for (let i = 0; i < chunk.length; i++) chunk[i] = (start + i) % 251;
  return chunk;
}
