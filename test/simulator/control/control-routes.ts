import { type Context, Hono } from "hono";
import { z } from "zod";
import { AuthorizationRefused } from "../authorization/refusals.ts";
import type { Push } from "../push/push.ts";
import type { ReleaseCheck } from "../release-check.ts";
import type { Simulator } from "../simulator.ts";
import { pathMatches } from "../state/calls.ts";
import { controlPage } from "./control-page.ts";
import { LEVERS } from "./levers.ts";

const LAST = 100;

/** `/` for a person, `/simulator/…` for programs: what only a simulator has. */
export function controlRoutes(simulator: () => Simulator): Hono {
  const routes = new Hono();
  routes.get("/", (c) => c.html(controlPage(simulator(), c.req.query("said") ?? null)));
  routes.get("/simulator/state", (c) => c.json(state(simulator())));
  routes.get("/simulator/calls", (c) => c.json(calls(simulator(), c.req.query())));
  routes.get("/simulator/pushes", (c) => c.json(simulator().pushes.slice(-limitOf(c.req.query()))));
  routes.get("/simulator/faults", (c) => c.json(simulator().faults.list()));
  routes.get("/simulator/accounts", (c) => c.json(accounts(simulator(), c.req.query())));
  routes.get("/simulator/sent-messages", (c) => c.json(simulator().sentMessages));
  routes.get("/simulator/media", (c) =>
    c.json(
      simulator()
        .media.all()
        .map(({ bytes: _, ...medium }) => medium),
    ),
  );
  routes.post("/simulator/:lever", (c) => pullLever(c, simulator(), c.req.param("lever")));
  routes.all("/simulator/*", (c) => c.json({ error: "no such lever; see test/simulator/README.md" }, 404));
  return routes;
}

async function pullLever(c: Context, simulator: Simulator, name: string): Promise<Response> {
  const lever = LEVERS[name];
  if (lever === undefined) return c.json({ error: `no lever ${name}`, levers: Object.keys(LEVERS) }, 404);
  const fromForm = c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  try {
    const input = fromForm ? JSON.parse(String((await c.req.formData()).get("input") ?? "{}")) : await jsonOf(c);
    const result = await lever.pull(simulator, input);
    return fromForm ? backToPage(c, `${name} ${outcome(result)}`) : c.json(result ?? {});
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    if (fromForm) return backToPage(c, `${name}: ${message}`);
    return c.json({ error: message }, error instanceof AuthorizationRefused ? 409 : 400);
  }
}

async function jsonOf(c: Context): Promise<unknown> {
  const text = await c.req.text();
  return text === "" ? {} : JSON.parse(text);
}

/** What a person wants to know of a result: that it worked, or what of it did not. */
function outcome(result: unknown): string {
  const { accepted, tries, steps } = Object(result) as Partial<Push & ReleaseCheck>;
  const failed = (steps ?? []).filter(({ passed }) => !passed).map(({ name, detail }) => `${name}: ${detail}`);
  if (accepted === false) failed.push(tries?.at(-1)?.failure ?? `HTTP ${tries?.at(-1)?.status}`);
  return failed.length === 0 ? "✓" : `✗ ${failed.join("；")}`;
}

function backToPage(c: Context, said: string): Response {
  return c.redirect(`/?said=${encodeURIComponent(said)}`, 303);
}

function state(simulator: Simulator) {
  const { settings, pushes } = simulator;
  return {
    settings,
    ticket: simulator.ticket,
    componentAccessToken: simulator.accessToken(settings.componentAppid) ?? null,
    authorizers: simulator.authorizers().length,
    calls: simulator.count(),
    pushes: pushes.length,
  };
}

function calls(simulator: Simulator, query: Record<string, string>) {
  const { path, errcode, authorizerAppid } = query;
  const wanted = simulator.calls.filter(
    (call) =>
      (path === undefined || pathMatches(call.path, path)) &&
      (errcode === undefined || String(call.errcode) === errcode) &&
      (authorizerAppid === undefined || call.authorizerAppid === authorizerAppid),
  );
  return { count: wanted.length, maxConcurrent: simulator.maxConcurrent(path), calls: wanted.slice(-limitOf(query)) };
}

function accounts(simulator: Simulator, query: Record<string, string>) {
  const offset = Number(query.offset ?? 0);
  return simulator
    .accounts()
    .slice(offset, offset + limitOf(query))
    .map((account) => {
      const authorization = simulator.authorization(account.appid);
      return {
        ...account,
        authorized: authorization !== undefined,
        funcIds: authorization?.funcIds ?? [],
        authorizerRefreshToken: authorization?.refreshToken ?? null,
        authorizerAccessToken: simulator.accessToken(account.appid) ?? null,
      };
    });
}

function limitOf(query: Record<string, string>): number {
  return Number(query.limit ?? LAST);
}
