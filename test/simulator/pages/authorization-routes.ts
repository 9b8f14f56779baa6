import { type Context, Hono } from "hono";
import { admitLink } from "../authorization/admit-link.ts";
import { confirm } from "../authorization/confirm.ts";
import { AuthorizationRefused } from "../authorization/refusals.ts";
import type { Wechat } from "../state/wechat.ts";
import { authorizationPage, notice, refusalPage } from "./authorization-pages.ts";
import type { Html } from "./layout.ts";

/** PC, H5 and the older H5. */
const PATHS = ["/cgi-bin/componentloginpage", "/wxaopen/safe/bindcomponent", "/safe/bindcomponent"];

/** WeChat refuses on a page with status 200, as far as is known. */
export function authorizationRoutes(wechat: Wechat): Hono {
  const routes = new Hono();
  routes.on("GET", PATHS, (c) =>
    orRefusal(c, () => {
      const link = new URL(c.req.url);
      const opening = admitLink(wechat, link, c.req.header("referer") ?? null);
      return c.html(authorizationPage(opening, wechat.settings.componentAppid, link));
    }),
  );
  routes.on("POST", PATHS, (c) =>
    orRefusal(c, async () => {
      const form = await c.req.formData();
      if (form.get("action") === "cancel")
        return c.html(notice("已取消授权", "没有授予任何权限。", "可以关闭此页面。"));
      const { callbackUrl } = await confirm(wechat, {
        preAuthCode: String(form.get("pre_auth_code") ?? ""),
        authorizerAppid: String(form.get("authorizer_appid") ?? ""),
        funcIds: form.getAll("func_id").map(Number),
      });
      if (callbackUrl === null) return c.html(notice("授权成功", "权限已授予第三方平台。", "可以关闭此页面。"));
      return c.redirect(callbackUrl, 302);
    }),
  );
  return routes;
}

async function orRefusal(c: Context, show: () => Promise<Response> | Response): Promise<Response> {
  try {
    return await show();
  } catch (error) {
    if (!(error instanceof AuthorizationRefused)) throw error;
    const refusal: Html = refusalPage(error.message);
    return c.html(refusal);
  }
}
