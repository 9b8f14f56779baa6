import { AUTHORIZER_PAGE_SIZE, type ListedAuthorizer, requestAuthorizerList } from "../wechat/authorizer-list.ts";
import type { WechatApi } from "../wechat/call.ts";
import { ok, type Result } from "../wechat/result.ts";
import { type ComponentCallFailure, type ComponentTokenSource, callAsComponent } from "./component-call.ts";

/** Looks through all accounts that authorize the component, page by page; for what nothing else can tell. */
export async function findListed(
  component: { api: WechatApi; componentAppid: string; componentToken: ComponentTokenSource },
  wanted: (item: ListedAuthorizer) => boolean,
): Promise<Result<ListedAuthorizer[], ComponentCallFailure>> {
  const found: ListedAuthorizer[] = [];
  for (let offset = 0; ; offset += AUTHORIZER_PAGE_SIZE) {
    const page = await callAsComponent(component.componentToken, (token) =>
      requestAuthorizerList(component.api, component.componentAppid, token, offset),
    );
    if (!page.ok) return page;
    found.push(...page.value.list.filter(wanted));
    if (page.value.list.length === 0 || offset + AUTHORIZER_PAGE_SIZE >= page.value.total) return ok(found);
  }
}
