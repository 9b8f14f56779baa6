import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstApiKey } from "../stack/settings.ts";
import { type Stack, startStack } from "../stack/start.ts";

const MIB = 1024 * 1024;

/** Processes below this one, by /proc. */
function descendants(): number[] {
  const parents = new Map<number, number>();
  for (const pid of readdirSync("/proc").map(Number).filter(Number.isInteger)) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      parents.set(pid, Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const below = (pid: number): number[] =>
    [...parents].flatMap(([child, parent]) => (parent === pid ? [child, ...below(child)] : []));
  return below(process.pid);
}

/** Memory of the workerd processes together, in MiB. */
function workerdMib(): number {
  let kib = 0;
  for (const pid of descendants()) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      if (/^Name:\s*workerd/m.test(status)) kib += Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0);
    } catch {
      // It ended meanwhile.
    }
  }
  return kib / 1024;
}

async function peakMib(work: () => Promise<void>): Promise<{ before: number; peak: number }> {
  const before = workerdMib();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, workerdMib());
  }, 10);
  await work();
  clearInterval(timer);
  return { before: Math.round(before), peak: Math.round(peak) };
}

describe("large bodies stream through the API proxy", () => {
  let stack: Stack;
  let appid: string;
  let headers: Record<string, string>;

  beforeAll(async () => {
    stack = await startStack();
    await stack.wechat.pushTicket();
    appid = stack.wechat.accounts()[0]?.appid ?? "";
    await stack.wechat.authorizeDirectly(appid, { push: true }).eventPush;
    headers = { authorization: `Bearer ${firstApiKey(stack.settings)}` };
    await upload(1);
    await download(1);
  });
  afterAll(() => stack?.close());

  async function upload(mib: number): Promise<void> {
    const form = new FormData();
    form.set("media", new File([new Uint8Array(mib * MIB)], "a.mp4", { type: "video/mp4" }));
    const url = `${stack.origin}/wx/${appid}/cgi-bin/media/upload?type=video`;
    const response = await fetch(url, { method: "POST", headers, body: form });
    expect(await response.json()).toMatchObject({ type: "video", media_id: expect.any(String) });
  }

  async function download(mib: number): Promise<void> {
    const { mediaId } = stack.wechat.media.invent(mib * MIB);
    const response = await fetch(`${stack.origin}/wx/${appid}/cgi-bin/media/get?media_id=${mediaId}`, { headers });
    let bytes = 0;
    let wrong = 0;
    for await (const chunk of response.body ?? []) {
      for (let index = 0; index < chunk.length; index += 997) if (chunk[index] !== (bytes + index) % 251) wrong += 1;
      bytes += chunk.length;
    }
    expect([bytes, wrong]).toEqual([mib * MIB, 0]);
    expect(response.headers.get("content-length")).toBe(String(mib * MIB));
  }

  const CASES = [
    { name: "upload of 9 MiB, kept for a replay", work: () => upload(9), atMostMib: 64 },
    { name: "upload of 30 MiB, not kept", work: () => upload(30), atMostMib: 32 },
    { name: "download of 50 MiB", work: () => download(50), atMostMib: 32 },
    { name: "download of 200 MiB", work: () => download(200), atMostMib: 32 },
  ];
  for (const { name, work, atMostMib } of CASES) {
    test(`${name}: workerd grows by no more than ${atMostMib} MiB`, async () => {
      const { before, peak } = await peakMib(work);
      console.info(`${name}: ${before} MiB before, ${peak} MiB at most`);
      expect(peak - before).toBeLessThan(atMostMib);
    });
  }
});
