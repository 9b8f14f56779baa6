import { createPlainComponent } from "./plain-component.ts";

export const PC = "https://mp.weixin.qq.com/cgi-bin/componentloginpage";
export const FROM_US = { referer: "http://localhost:8787/" };

/** A merchant whom the plain component has sent to an authorization page, or who has come another way. */
export async function merchant(options = {}) {
  const component = createPlainComponent(options);
  const preAuthCode = await component.createPreAuthCode();
  component.received.length = 0;
  const link = (changes: Record<string, string | null> = {}, base = PC) => {
    const url = new URL(base);
    const parameters = {
      component_appid: "wx0000000000000001",
      pre_auth_code: preAuthCode,
      redirect_uri: "http://localhost:8787/authorize/callback/state?a=1",
      auth_type: "3",
      ...changes,
    };
    for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
    return url.href;
  };
  const open = (changes = {}, from: { referer: string | null } = FROM_US, base = PC) =>
    component.simulator.openAuthorizationPage(link(changes, base), from);
  return { ...component, preAuthCode, link, open };
}
