import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type ServedSimulator, serveSimulator } from "../simulator/serve.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { type BackEnd, createBackEnd } from "./back-end.ts";
import {
  BUSINESS_ORIGIN,
  exampleSettings,
  firstApiKey,
  platformOf,
  ROOT,
  readSettings,
  type Settings,
  settingsBeside,
  urlsOf,
} from "./settings.ts";
import { startWranglerDev, type WranglerDev } from "./wrangler-dev.ts";

/**
 * The simulator and `wrangler dev` together, to look at and to work on: saving a file of src/ reloads the Worker, and what
 * it stores outlives it. Ctrl-C ends both.
 */

/** In production every five minutes; here nobody wants to wait for that. */
const CRON_EVERY_MS = 60_000;
const OWN_SETTINGS = join(ROOT, ".dev.vars");
const EXAMPLE_SETTINGS = join(ROOT, ".dev.vars.example");

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8787" },
    "simulator-port": { type: "string", default: "8790" },
    "persist-to": { type: "string", default: join(ROOT, ".wrangler/state") },
  },
});
const hasOwnSettings = existsSync(OWN_SETTINGS);
const secrets = hasOwnSettings ? readSettings(OWN_SETTINGS) : exampleSettings();
const origin = `http://localhost:${values.port}`;

let ready = false;
let stopping = false;
/** Before all of it runs there is nothing to store: it just ends, and takes along what it has started. */
let stopWhatRuns = async () => {};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());

const simulator = await startSimulator();
const worker = await startWorker(simulator);
stopWhatRuns = async () => {
  await Promise.all([worker.stop(), simulator.close()]);
};
ready = true;
console.log(guide(simulator.url));
void worker.ended.then(() => stop("wrangler dev has ended"));

await simulator.simulator.startTicketTimer();
await rememberAuthorizations(simulator.simulator, createBackEnd(origin, firstApiKey(secrets)));
setInterval(() => {
  // While a file that was just saved does not build, there is no Worker to run it.
  worker.cron().catch((error: unknown) => console.error(`The cron could not run: ${error}`));
}, CRON_EVERY_MS);

async function startSimulator(): Promise<ServedSimulator> {
  const settings = { ...secrets, ...settingsBeside("") };
  try {
    return await serveSimulator({
      port: Number(values["simulator-port"]),
      ...platformOf(settings),
      ...urlsOf(origin),
      // Other tokens than those of the run before, which the Worker still has.
      seed: Date.now(),
    });
  } catch (error) {
    console.error(`The simulator does not start: ${error}`);
    console.error("Another port: npm run dev -- --simulator-port 8791");
    process.exit(1);
  }
}

async function startWorker({ url }: ServedSimulator): Promise<WranglerDev> {
  const settings: Settings = {
    ...settingsBeside(url),
    RETURN_ORIGINS: `${BUSINESS_ORIGIN},${url}`,
    // A developer's own may name the domain that the Worker is deployed to.
    PUBLIC_ORIGIN: origin,
  };
  try {
    return await startWranglerDev({
      port: Number(values.port),
      settings,
      ...(hasOwnSettings ? {} : { envFile: EXAMPLE_SETTINGS }),
      persistTo: values["persist-to"],
      // What it says before it is ready is told when it fails.
      onLine: (line) => {
        if (ready) console.log(line);
      },
    });
  } catch (error) {
    console.error(String(error));
    console.error("Another port: npm run dev -- --port 8788");
    process.exit(1);
  }
}

/** The Worker's storage outlives a run and the simulator's memory does not: whoever authorized before authorizes anew. */
async function rememberAuthorizations(wechat: Simulator, backEnd: BackEnd): Promise<void> {
  const known = new Set(wechat.accounts().map(({ appid }) => appid));
  let cursor: string | null = "";
  while (cursor !== null) {
    const path: string = `/v1/authorizers?status=authorized&cursor=${encodeURIComponent(cursor)}`;
    const { json }: { json: AuthorizerPage } = await backEnd.ask<AuthorizerPage>(path);
    for (const { authorizer_appid: appid, nick_name } of json.authorizers) {
      if (!known.has(appid)) wechat.addAccount({ appid, nickName: nick_name ?? appid });
      await wechat.authorizeDirectly(appid, { push: true }).eventPush;
    }
    cursor = json.next_cursor;
  }
}

interface AuthorizerPage {
  authorizers: { authorizer_appid: string; nick_name: string | null }[];
  next_cursor: string | null;
}

function guide(wechatUrl: string): string {
  const key = hasOwnSettings ? "$KEY" : firstApiKey(secrets);
  return `
  WeChat, simulated     ${wechatUrl}   its levers: tickets, revocations, messages, faults
  Authorize on a PC     ${origin}/authorize?platform=pc
  Authorize in H5       ${origin}/authorize?platform=h5
  … in English          ${origin}/authorize?lang=en
  Console               ${origin}/console${hasOwnSettings ? "" : `   password: ${secrets.CONSOLE_PASSWORD}`}
  Interface             ${origin}/docs
  Health                ${origin}/healthz

  As a back end of the business${hasOwnSettings ? ", with one of API_KEYS in .dev.vars as KEY" : ""}:
  curl -H 'authorization: Bearer ${key}' ${origin}/v1/authorizers
  curl -H 'authorization: Bearer ${key}' ${origin}/v1/authorization-links -d '{"tenant":"shop-42","return_to":"${wechatUrl}"}'

  A ticket is pushed now and every 10 minutes, the cron runs every minute. Ctrl-C stops both.
`;
}

async function stop(why?: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (why !== undefined) console.error(why);
  await stopWhatRuns();
  process.exit(why === undefined ? 0 : 1);
}
