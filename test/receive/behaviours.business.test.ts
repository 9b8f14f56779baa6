import { afterEach, expect, test } from "vitest";
import { after, type Behaviour, startBusiness } from "../business.ts";
import { anAccount } from "../merchant.ts";
import { stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const reply = (content: string) => Response.json({ reply: { MsgType: "text", Content: content } });

/** How a business may behave, by the Content of the message; from the queue on it takes everything. */
const BEHAVIOURS: Record<string, Behaviour> = {
  "1 s": () => after(1_000, reply("1 s")),
  "4 s": () => after(4_000, reply("4 s")),
  "7 s": () => after(7_000, reply("7 s")),
  "9 s": () => after(9_000, reply("9 s")),
  "12 s": () => after(12_000, reply("12 s")),
  never: () => new Promise(() => {}),
  // … and WeChat does not come back for it.
  deserted: () => new Promise(() => {}),
  "500": () => new Response("out of order", { status: 500 }),
  garbage: () => new Response("<html><body>Welcome to nginx!</body></html>"),
  cut: () => Promise.reject(new Error("Network connection lost.")),
};

test("I6: whatever the business does, WeChat gets one answer for its attempts, and what was not taken is queued", async () => {
  const business = startBusiness();
  const seen = new Map<string, number>();
  business.answers = (received, signal) => {
    const content: string = received.json.data.fields.Content;
    const times = (seen.get(content) ?? 0) + 1;
    seen.set(content, times);
    return times > 1 ? new Response(null, { status: 204 }) : (BEHAVIOURS[content]?.(received, signal) ?? reply("?"));
  };
  const { wechat } = business.platform;
  const appid = anAccount(business.platform);

  const rows = await Promise.all(
    Object.keys(BEHAVIOURS).map(async (behaviour) => {
      const push = await wechat.pushMessage(
        appid,
        { Content: behaviour },
        { attempts: behaviour === "deserted" ? 1 : 3 },
      );
      const inLine = seen.get(behaviour) ?? 0;
      return { behaviour, push, inLine };
    }),
  );
  const taken = await business.until(async () => {
    const book = await business.book();
    return book.length === rows.length && book.every(({ status }) => status === "delivered") ? book : null;
  });

  const table = rows.map(({ behaviour, push, inLine }) => {
    const id = business.received.find(({ json }) => json.data.fields.Content === behaviour)?.id ?? "";
    return {
      behaviour,
      attempts: push.tries.map(({ status, ms }) => `${status ?? "time-out"} ${(ms / 1000).toFixed(1)}s`).join(", "),
      saw: push.reply?.fields.Content ?? push.body,
      problems: push.reply?.problems.join() ?? "",
      inLine,
      queued: business.times(id) - inLine,
      recorded: taken.find((record) => record.id === id)?.attempts,
    };
  });
  console.log(
    table
      .map(({ behaviour, attempts, saw, inLine, queued }) =>
        [behaviour.padEnd(8), attempts.padEnd(52), saw.padEnd(8), `in line ${inLine}`, `from the queue ${queued}`].join(
          "  ",
        ),
      )
      .join("\n"),
  );
  const outcome = table.map(({ behaviour, saw, problems, inLine, queued, recorded }) => ({
    behaviour,
    saw,
    problems,
    inLine,
    queued,
    recorded,
  }));
  const inLine = (behaviour: string, saw = behaviour) => ({
    behaviour,
    saw,
    problems: "",
    inLine: 1,
    queued: 0,
    recorded: 1,
  });
  const queued = (behaviour: string) => ({ ...inLine(behaviour, "success"), queued: 1, recorded: 2 });
  expect(outcome).toEqual([
    queued("500"),
    inLine("1 s"),
    inLine("4 s"),
    inLine("7 s"),
    inLine("9 s"),
    inLine("12 s"),
    queued("never"),
    { ...queued("deserted"), saw: "" },
    inLine("garbage", "success"),
    queued("cut"),
  ]);
  const tries = Object.fromEntries(rows.map(({ behaviour, push }) => [behaviour, push.attempts]));
  expect(tries).toEqual({
    "1 s": 1,
    "4 s": 1,
    "7 s": 2,
    "9 s": 2,
    "12 s": 3,
    never: 3,
    deserted: 1,
    "500": 1,
    garbage: 1,
    cut: 1,
  });
}, 60_000);
