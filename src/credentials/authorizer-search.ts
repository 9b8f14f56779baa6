import { AUTHORIZER_PAGE_SIZE, type ListedAuthorizer, requestAuthorizerList } from "../wechat/authorizer-list.ts";
import type { WechatApi } from "../wechat/call.ts";
import { ok, type Result } from "../wechat/result.ts";
import { callWithToken, type TokenCallFailure, type TokenSource } from "./call-with-token.ts";

/** Looks through all accounts that authorize the component, page by page; for what nothing else can tell. */
export async function findListed(
  component: { api: WechatApi; componentAppid: string; componentToken: TokenSource },
  wanted: (item: ListedAuthorizer) => boolean,
): Promise<Result<ListedAuthorizer[], TokenCallFailure>> {
  const found: ListedAuthorizer[] = [];
  for (let offset = 0; ; offset += AUTHORIZER_PAGE_SIZE) {
    const page = await callWithToken(component.componentToken, (token) =>
      requestAuthorizerList(component.api, component.componentAppid, token, offset),
    );
    if (!page.ok) return page;
    found.push(...page.value.list.filter(wanted));
    if (page.value.list.length === 0 || offset + AUTHORIZER_PAGE_SIZE >= page.value.total) return ok(found);
  }
}
