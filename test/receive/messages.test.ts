import { afterEach, expect, it } from "vitest";
import { anAccount } from "../merchant.ts";
import { startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

it("a message that nobody is to have is `success` at once: it is neither delivered nor queued", async () => {
  const { wechat } = startPlatform();
  const push = await wechat.pushMessage(anAccount({ wechat } as never), { Content: "你好" });
  expect(push).toMatchObject({ accepted: true, body: "success", attempts: 1, reply: null });
});
