import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type AuthorizerJson, createBackEnd } from "../stack/back-end.ts";
import { callWechat, tokenOf } from "../stack/life/authorizer-token.ts";
import { confirmAuthorization, openAuthorization } from "../stack/merchant.ts";
import { exampleSettings, firstApiKey } from "../stack/settings.ts";
import { type Program, startProgram, stopPrograms } from "./program.ts";

const APPID = "wx5a1b0c7d3e9f2041";

let persistTo: string;
let port: number;
let simulatorPort: number;
beforeAll(async () => {
  persistTo = await mkdtemp(join(tmpdir(), "wechat-component-worker-dev-"));
  [port, simulatorPort] = [await freePort(), await freePort()];
});
afterEach(stopPrograms);
afterAll(() => rm(persistTo, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function startDev(): Promise<Program> {
  const ports = ["--port", String(port), "--simulator-port", String(simulatorPort)];
  const dev = startProgram("dev.ts", ...ports, "--persist-to", persistTo);
  await dev.printed("Ctrl-C stops both");
  await dev.printed("POST /wechat/events 200");
  return dev;
}

async function stopDev(dev: Program): Promise<void> {
  dev.signal("SIGINT");
  expect(await dev.exitCode).toBe(0);
  expect(dev.leftOver()).toEqual([]);
  for (const closed of [port, simulatorPort]) {
    await expect(fetch(`http://127.0.0.1:${closed}/`)).rejects.toThrow();
  }
}

test("npm run dev: a merchant authorizes, PC and H5, and is still there after a restart", {
  timeout: 120_000,
}, async () => {
  const origin = `http://localhost:${port}`;
  const wechatUrl = `http://127.0.0.1:${simulatorPort}`;
  const backEnd = createBackEnd(origin, firstApiKey(exampleSettings()));

  const first = await startDev();
  expect(first.output()).toContain(`${origin}/authorize?platform=h5`);
  for (const [platform, appid] of [
    ["pc", APPID],
    ["h5", "wx7c2d4e6f8a0b1c32"],
  ] as const) {
    const page = await openAuthorization(`${origin}/authorize?platform=${platform}`);
    const end = await confirmAuthorization(page, appid);
    expect(end.status).toBe(200);
    expect(end.html).toContain("授权成功");
  }
  expect(await (await fetch(wechatUrl)).text()).toContain("已授权 2 个");
  await stopDev(first);

  const second = await startDev();
  const atWechat = async () => (await fetch(wechatUrl)).text();
  await expect.poll(atWechat, { timeout: 30_000 }).toContain("已授权 2 个");
  const { json } = await backEnd.ask<AuthorizerJson>(`/v1/authorizers/${APPID}`);
  expect(json).toMatchObject({ status: "authorized", nick_name: "青禾生鲜" });
  const token = await tokenOf({ backEnd }, APPID);
  expect(await callWechat({ wechatUrl }, token.authorizer_access_token)).toEqual({ errcode: 0, nickname: "青禾生鲜" });
  await stopDev(second);
});
