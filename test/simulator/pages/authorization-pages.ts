import { html, raw } from "hono/html";
import { renderSVG } from "uqr";
import type { Opening } from "../authorization/admit-link.ts";
import { KIND_NAMES } from "../authorization/refusals.ts";
import type { Account } from "../state/accounts.ts";
import { permissionSetIds, permissionSetName } from "../state/permission-sets.ts";
import { type Html, page } from "./layout.ts";

const SITE = "微信公众平台";
/** Enough to choose from; of a hundred thousand accounts the one wanted is named with biz_appid. */
const MOST_SHOWN = 30;

/** 授权页: on a PC beside a code that a phone could scan, on a phone without. */
export function authorizationPage(opening: Opening, componentAppid: string, link: URL): Html {
  const shown = opening.accounts.slice(0, MOST_SHOWN);
  const choices = html`<section class="card">
<h1>授权给第三方平台</h1>
<p class="soft">第三方平台 <code>${componentAppid}</code> 申请获得你的账号的以下权限。请选择账号并确认。</p>
${shown.map((account, position) => choice(opening, account, position === 0))}
${opening.accounts.length > MOST_SHOWN ? html`<p class="soft">共 ${opening.accounts.length} 个账号，只显示前 ${MOST_SHOWN} 个。</p>` : ""}
<form method="post">
<input type="hidden" name="pre_auth_code" value="${opening.preAuthCode}">
<button name="action" value="cancel">取消</button>
</form>
</section>`;
  if (opening.form === "h5") return page("账号授权", SITE, choices);
  return page("账号授权", SITE, html`<div class="beside">${scan(link)}${choices}</div>`);
}

function scan(link: URL): Html {
  const phoneLink = new URL(`/wxaopen/safe/bindcomponent${link.search}`, link);
  return html`<section class="card code">
<h2>扫码授权</h2>
${raw(renderSVG(phoneLink.href, { border: 1 }))}
<p class="soft">真实流程由管理员用手机微信扫码并确认；模拟器里直接在右侧选择账号。</p>
</section>`;
}

function choice(opening: Opening, account: Account, open: boolean): Html {
  const offered = permissionSetIds(account.kind).filter((id) => opening.categoryIds?.includes(id) ?? true);
  return html`<details name="account" ${open ? raw("open") : ""}>
<summary>
<span class="face" aria-hidden="true">${account.nickName.slice(0, 1)}</span>
<span><b>${account.nickName}</b><span class="soft">${kindOf(account)} · ${account.principalName} · ${account.appid}</span></span>
</summary>
<form method="post">
<fieldset>
<input type="hidden" name="pre_auth_code" value="${opening.preAuthCode}">
<input type="hidden" name="authorizer_appid" value="${account.appid}">
<div class="sets">
${offered.map((id) => html`<label><input type="checkbox" name="func_id" value="${id}" checked>${permissionSetName(account.kind, id)}</label>`)}
</div>
<button class="main" name="action" value="confirm">授权「${account.nickName}」</button>
</fieldset>
</form>
</details>`;
}

export function kindOf(account: Account): string {
  if (account.kind !== "official_account") return KIND_NAMES[account.kind];
  return account.serviceType === 2 ? "服务号" : "订阅号";
}

export function refusalPage(text: string): Html {
  return notice("无法授权", text, "返回第三方平台的页面，重新点击授权。");
}

export function notice(title: string, text: string, hint: string): Html {
  return page(
    title,
    SITE,
    html`<section class="card"><h1>${title}</h1><p>${text}</p><p class="soft">${hint}</p></section>`,
  );
}
