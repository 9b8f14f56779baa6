import { describe, expect, it } from "vitest";
import { createPlainComponent, OFFICIAL_ACCOUNT } from "./plain-component.ts";

/** A short history that draws on every kind of chance. */
async function history(seed: number) {
  const component = createPlainComponent({ seed });
  const { simulator } = component;
  await simulator.pushTicket();
  simulator.faults.inject({ kind: "errcode", errcode: -1, probability: 0.5, path: "api_create_preauthcode" });
  const { refreshToken } = await component.authorize(OFFICIAL_ACCOUNT);
  for (let call = 0; call < 10; call++) await component.callAsComponent("api_create_preauthcode");
  await component.refresh(OFFICIAL_ACCOUNT, refreshToken);
  await simulator.pushMessage(OFFICIAL_ACCOUNT, { Content: "1" });
  await simulator.runReleaseCheck({ waitMs: 0 });
  return {
    pushed: simulator.pushes.flatMap(({ tries }) => tries.map(({ url, body }) => [url, body])),
    called: simulator.calls.map(({ path, query, errcode }) => [path, query, errcode]),
  };
}

describe("the same seed", () => {
  it("gives the same pushes to the byte, the same tokens and the same faults, whatever ran before", async () => {
    const first = await history(42);
    await history(43);
    expect(await history(42)).toEqual(first);
  });

  it("is not another seed", async () => {
    expect(await history(42)).not.toEqual(await history(43));
  });
});
