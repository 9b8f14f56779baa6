import * as z from "zod/mini";
import { type AccountType, accountType } from "./account-type.ts";
import { optionalText, parseAnswer } from "./answer.ts";
import { callWechat, type WechatApi } from "./call.ts";
import type { WechatFailure } from "./failure.ts";
import { funcInfo } from "./func-info.ts";
import { ok, type Result } from "./result.ts";

/** What WeChat tells about an account. */
export interface AuthorizerProfile {
  accountType: AccountType;
  nickName: string | null;
  headImg: string | null;
  principalName: string | null;
  /** The original id, `gh_…`. */
  userName: string | null;
}

export interface AuthorizerInfo {
  profile: AuthorizerProfile;
  funcInfo: number[] | null;
  /** The documentation shows it for mini programs only; official accounts may come without. */
  authorizerRefreshToken: string | null;
}

const schema = z.object({
  authorizer_info: z.looseObject({
    nick_name: optionalText,
    head_img: optionalText,
    principal_name: optionalText,
    user_name: optionalText,
  }),
  authorization_info: z.optional(z.object({ authorizer_refresh_token: optionalText, func_info: funcInfo })),
});

/**
 * Asks for an authorizer's profile and permission sets. 61003: the account does not authorize this component.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/authorization-management/api_getauthorizerinfo.html
 */
export async function requestAuthorizerInfo(
  api: WechatApi,
  componentAppid: string,
  componentAccessToken: string,
  authorizerAppid: string,
): Promise<Result<AuthorizerInfo, WechatFailure>> {
  const answer = await callWechat(
    api,
    "/cgi-bin/component/api_get_authorizer_info",
    { component_access_token: componentAccessToken },
    { component_appid: componentAppid, authorizer_appid: authorizerAppid },
  );
  return answer.ok ? processAuthorizerInfo(answer.value) : answer;
}

export function processAuthorizerInfo(answer: Record<string, unknown>): Result<AuthorizerInfo, WechatFailure> {
  const parsed = parseAnswer(schema, answer);
  if (!parsed.ok) return parsed;
  const { authorizer_info: info, authorization_info: authorization } = parsed.value;
  return ok({
    profile: {
      accountType: accountType(info),
      nickName: info.nick_name,
      headImg: info.head_img,
      principalName: info.principal_name,
      userName: info.user_name,
    },
    funcInfo: authorization?.func_info ?? null,
    authorizerRefreshToken: authorization?.authorizer_refresh_token ?? null,
  });
}
