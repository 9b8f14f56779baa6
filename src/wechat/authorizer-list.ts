import * as z from "zod/mini";
import { nonEmpty, optionalText, parseAnswer } from "./answer.ts";
import { callWechat, type WechatApi } from "./call.ts";
import type { WechatFailure } from "./failure.ts";
import { ok, type Result } from "./result.ts";

export interface ListedAuthorizer {
  authorizerAppid: string;
  /** Null when the account authorized, but its code was never exchanged. */
  refreshToken: string | null;
  /** Ms since the epoch; 0 when WeChat did not say. */
  authorizedAt: number;
}

export interface AuthorizerPage {
  total: number;
  list: ListedAuthorizer[];
}

/** More is answered 40170. */
export const AUTHORIZER_PAGE_SIZE = 500;

const schema = z.object({
  total_count: z.coerce.number(),
  list: z.array(
    z.object({
      authorizer_appid: nonEmpty,
      refresh_token: optionalText,
      auth_time: z.optional(z.unknown()),
    }),
  ),
});

/**
 * One page of all accounts that authorize the component.
 * @param offset counted from 0
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/authorization-management/api_getauthorizerlist.html
 */
export async function requestAuthorizerList(
  api: WechatApi,
  componentAppid: string,
  componentAccessToken: string,
  offset: number,
): Promise<Result<AuthorizerPage, WechatFailure>> {
  const answer = await callWechat(
    api,
    "/cgi-bin/component/api_get_authorizer_list",
    { component_access_token: componentAccessToken },
    { component_appid: componentAppid, offset, count: AUTHORIZER_PAGE_SIZE },
  );
  return answer.ok ? processAuthorizerList(answer.value) : answer;
}

export function processAuthorizerList(answer: Record<string, unknown>): Result<AuthorizerPage, WechatFailure> {
  const parsed = parseAnswer(schema, answer);
  if (!parsed.ok) return parsed;
  return ok({
    total: parsed.value.total_count,
    list: parsed.value.list.map((item) => ({
      authorizerAppid: item.authorizer_appid,
      refreshToken: item.refresh_token,
      authorizedAt: Number(item.auth_time ?? 0) * 1000 || 0,
    })),
  });
}
