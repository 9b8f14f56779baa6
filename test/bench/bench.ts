import autocannon from "autocannon";
import { firstApiKey } from "../stack/settings.ts";
import { type Stack, startStack } from "../stack/start.ts";

/**
 * Speed, as ratios within one run: absolute figures are this machine's and its mood's. The Worker is built as for a
 * deployment and runs locally, where Workers KV is a Worker of its own and slower than a Durable Object; nothing here says
 * which of the two is faster in production.
 */
const SECONDS = 4;
const CONNECTIONS = 32;
const UPSTREAM_MS = 50;
const AUTHORIZERS = 1_000;

interface Load {
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
}

async function perSecond(load: Load): Promise<number> {
  const { requests, errors } = await autocannon({ ...load, connections: CONNECTIONS, duration: SECONDS });
  if (errors > 0) throw new Error(`${errors} requests failed`);
  return requests.average;
}

function line(name: string, value: string, ratio = ""): void {
  console.info(`${name.padEnd(58)} ${value.padStart(14)}  ${ratio}`);
}

async function throughput(stack: Stack): Promise<void> {
  const { origin, wechat } = stack;
  const key = { authorization: `Bearer ${firstApiKey(stack.settings)}` };
  const floor = await perSecond({ url: `${origin}/nowhere` });
  line("floor: a route that does not exist", `${Math.round(floor)} /s`, "1.00");
  const report = (name: string, rate: number) =>
    line(name, `${Math.round(rate)} /s`, `${(rate / floor).toFixed(2)} of the floor`);

  const push = await wechat.pushTicket();
  const [attempt] = push.tries;
  if (attempt === undefined) throw new Error("no push was made");
  const headers = { "content-type": "text/xml" };
  report(
    "an encrypted ticket push, repeated",
    await perSecond({ url: attempt.url, method: "POST", headers, body: attempt.body }),
  );
  const [account] = wechat.accounts();
  await wechat.authorizeDirectly(account?.appid ?? "", { push: true }).eventPush;
  report("the component's token", await perSecond({ url: `${origin}/v1/component/access-token`, headers: key }));
  const path = `/v1/authorizers/${account?.appid}/access-token`;
  report("an authorizer's token", await perSecond({ url: origin + path, headers: key }));
  report(
    "a call through the API proxy",
    await perSecond({ url: `${origin}/wx/${account?.appid}/cgi-bin/user/get`, headers: key }),
  );
}

async function singleFlight(stack: Stack): Promise<void> {
  const { wechat, backEnd } = stack;
  await wechat.pushTicket({ rotate: true });
  const fault = wechat.faults.inject({ kind: "latency", ms: UPSTREAM_MS });
  wechat.clearCalls();
  const startedAt = performance.now();
  const rejected = wechat.accessToken(wechat.settings.componentAppid);
  const ask = () => backEnd.ask("/v1/component/access-token", { method: "POST", body: { rejected } });
  await Promise.all(Array.from({ length: 1_000 }, ask));
  line("1,000 rejecters of one token", `${Math.round(performance.now() - startedAt)} ms`, `${wechat.count()} call`);
  fault.clear();
}

async function sweep(stack: Stack): Promise<void> {
  const { wechat, backEnd, cron } = stack;
  wechat.authorizeMany(wechat.addAccounts(AUTHORIZERS).map(({ appid }) => appid));
  await backEnd.ask("/v1/authorizers/sync", { method: "POST" });
  const synced = async () => (await backEnd.ask<{ state: string }>("/v1/authorizers/sync")).json.state === "done";
  while (!(await synced())) await new Promise((resolve) => setTimeout(resolve, 200));

  wechat.clearCalls();
  wechat.faults.inject({ kind: "latency", ms: UPSTREAM_MS });
  const startedAt = performance.now();
  await cron();
  const ms = performance.now() - startedAt;
  const ideal = (AUTHORIZERS * UPSTREAM_MS) / (16 * 6);
  line(
    `a sweep of ${AUTHORIZERS} due tokens, WeChat taking ${UPSTREAM_MS} ms`,
    `${Math.round(ms)} ms`,
    `${(ms / ideal).toFixed(2)} of the ideal (16 shards, six calls each); ${wechat.count("api_authorizer_token")} calls`,
  );
}

const stack = await startStack();
try {
  await throughput(stack);
  await singleFlight(stack);
  await sweep(stack);
} finally {
  await stack.close();
}
