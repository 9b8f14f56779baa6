import { describe, expect, test } from "vitest";

/** From the top down: a module imports its own folder, and what stands further down. */
const LEVELS = [
  ["index"],
  ["app"],
  ["receive", "authorize", "api", "console", "deliver"],
  ["context", "health"],
  ["problem"],
  ["credentials"],
  ["config"],
  ["links", "webhook"],
  ["wechat", "page", "log", "client-address"],
];
const FRONTS = LEVELS[2] ?? [];

const sources = import.meta.glob<string>(["../src/**/*.{ts,tsx}", "!../src/**/*.d.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const simulator = import.meta.glob<string>("./simulator/**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});

interface Import {
  from: string;
  to: string;
}

/** The imports of these files, types included; those of ours as paths from the repository's root. */
function importsOf(files: Record<string, string>): Import[] {
  return Object.entries(files).flatMap(([path, source]) => {
    const from = new URL(path, "file:///test/").pathname;
    const found = source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"]+)"/g);
    return [...found].map(([, name = ""]) => ({
      from,
      to: name.startsWith(".") ? new URL(name, `file://${from}`).pathname : name,
    }));
  });
}

/** `/src/wechat/xml.ts` is in `wechat`, `/src/config.ts` is `config`. */
function moduleOf(path: string): string {
  return path.split("/")[2]?.replace(/\.tsx?$/, "") ?? "";
}

const levelOf = (path: string) => LEVELS.findIndex((modules) => modules.includes(moduleOf(path)));
const told = (imports: Import[]) => imports.map(({ from, to }) => `${from} imports ${to}`);

const all = importsOf(sources);
const ours = all.filter(({ to }) => to.startsWith("/"));
const across = ours.filter(({ from, to }) => moduleOf(from) !== moduleOf(to));

describe("imports run one way", () => {
  test("and they were all found", () => {
    expect(Object.keys(sources).length).toBeGreaterThan(100);
    expect(told(ours)).toContain("/src/index.ts imports /src/app.ts");
    expect(told(ours)).toContain("/src/authorize/routes.tsx imports /src/credentials/authorization.ts");
    expect(ours.length).toBeGreaterThan(Object.keys(sources).length);
  });

  test("every module has its level", () => {
    expect(Object.keys(sources).filter((path) => levelOf(new URL(path, "file:///test/").pathname) < 0)).toEqual([]);
  });

  test("index → app → the fronts → credentials → wechat, and what is shared in between", () => {
    expect(told(across.filter(({ from, to }) => levelOf(to) <= levelOf(from)))).toEqual([]);
  });

  test("the fronts do not know each other", () => {
    const isFront = (path: string) => FRONTS.includes(moduleOf(path));
    expect(told(across.filter(({ from, to }) => isFront(from) && isFront(to)))).toEqual([]);
  });

  test("nobody imports index", () => {
    expect(told(ours.filter(({ to }) => moduleOf(to) === "index"))).toEqual([]);
  });

  test("nothing of the tests is imported", () => {
    expect(told(ours.filter(({ to }) => !to.startsWith("/src/")))).toEqual([]);
  });
});

describe("wechat is the protocol, pure", () => {
  const wechat = Object.entries(sources).filter(([path]) => path.startsWith("../src/wechat/"));
  const using = (pattern: RegExp) =>
    wechat.filter(([, source]) => pattern.test(withoutComments(source))).map(([path]) => path);

  test("it imports nothing of ours, and two libraries", () => {
    const imports = all.filter(({ from }) => moduleOf(from) === "wechat");
    expect(told(imports.filter(({ to }) => to.startsWith("/") && moduleOf(to) !== "wechat"))).toEqual([]);
    const libraries = new Set(imports.map(({ to }) => to).filter((to) => !to.startsWith("/")));
    expect([...libraries].sort()).toEqual(["fast-xml-parser", "zod/mini"]);
  });

  test("it knows nothing of Workers", () => {
    expect(
      using(/\b(?:cloudflare:|KVNamespace|DurableObject\w*|ExecutionContext|SqlStorage|WebSocketPair|Env)\b/),
    ).toEqual([]);
  });

  test("it has no clock and no storage, and fetch is passed in", () => {
    expect(using(/\b(?:Date\.now|new Date|performance\.|caches\.|globalThis|localStorage)\b/)).toEqual([]);
    expect(using(/(?<![.\w])fetch\(/)).toEqual([]);
  });
});

test("the simulator is an independent witness: it imports nothing of what it is to witness", () => {
  const imports = importsOf(simulator);
  expect(imports.length).toBeGreaterThan(100);
  expect(told(imports.filter(({ to }) => to.startsWith("/src/")))).toEqual([]);
});

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
}
