import type { Simulator } from "../simulator/simulator.ts";
import type { Settings } from "./settings.ts";

/** Everything secret that two sides have exchanged: what it is, by its value. */
export type Secrets = Map<string, string>;

/** A text that has left the Worker. */
export interface Emission {
  where: string;
  text: string;
}

const SECRET_SETTINGS = [
  "COMPONENT_APPSECRET",
  "MESSAGE_TOKEN",
  "ENCODING_AES_KEY",
  "API_KEYS",
  "CONSOLE_PASSWORD",
  "WEBHOOK_SECRET",
];
const SECRET_FIELDS = [
  "component_access_token",
  "authorizer_access_token",
  "authorizer_refresh_token",
  "refresh_token",
  "pre_auth_code",
];
const PUSHED = /<(ComponentVerifyTicket|AuthorizationCode|PreAuthCode)>(?:<!\[CDATA\[)?([^<\]]+)/g;

/**
 * Listens at WeChat's end, where all tokens and codes come from.
 * @returns what has been issued until then, whenever it is called
 */
export function overhearSecrets(wechat: Simulator, settings: Settings): () => Secrets {
  const issued: Secrets = new Map();
  const answer = wechat.fetch;
  wechat.fetch = async (request) => {
    const response = await answer(request);
    const type = response.headers.get("content-type") ?? "";
    if (type.includes("json")) noteFields(await response.clone().text(), issued);
    const code = URL.parse(response.headers.get("location") ?? "")?.searchParams.get("auth_code");
    if (code) remember(issued, code, "auth_code");
    return response;
  };
  return () => {
    for (const { xml } of wechat.pushes) {
      for (const [, name = "", value = ""] of xml.matchAll(PUSHED)) remember(issued, value, name);
    }
    const set = SECRET_SETTINGS.flatMap((name) => {
      const value = settings[name] ?? "";
      return name === "API_KEYS"
        ? value.split(",").map((entry) => [entry.split(":")[1] ?? "", name] as const)
        : [[value, name] as const];
    });
    return new Map([...issued, ...set.filter(([value]) => value !== "")]);
  };
}

function noteFields(json: string, issued: Secrets): void {
  try {
    JSON.parse(json, (name, value: unknown) => {
      if (SECRET_FIELDS.includes(name) && typeof value === "string") remember(issued, value, name);
      return value;
    });
  } catch {
    // A fault's half an answer: what it would have said was not received either.
  }
}

/** Under the name that it came by first. */
function remember(issued: Secrets, value: string, kind: string): void {
  if (value !== "" && !issued.has(value)) issued.set(value, kind);
}

const PART = 20;

/**
 * Which secrets stand in what was emitted, whole or by their first or last twenty characters.
 * @param permitted what may stand where, such as the token in the answer that is there to give it
 */
export function findLeaks(
  emissions: Iterable<Emission>,
  secrets: Secrets,
  permitted: (kind: string, where: string) => boolean = () => false,
): string[] {
  const parts = [...secrets].map(([value, kind]) => {
    // `ticket@@@…` may be percent-encoded: what follows is letters, digits, - and _, and looks the same everywhere.
    const core = value.split("@@@").at(-1) ?? value;
    return { kind, needles: [core.slice(0, PART), core.slice(-PART)] };
  });
  const leaks = new Set<string>();
  for (const { where, text } of emissions) {
    for (const { kind, needles } of parts) {
      if (needles.some((needle) => text.includes(needle)) && !permitted(kind, where)) leaks.add(`${kind} in ${where}`);
    }
  }
  return [...leaks];
}
