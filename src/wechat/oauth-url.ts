/**
 * Where a visitor's browser is sent to log in to a page of an official account that the component acts for. WeChat is
 * strict about the order of the parameters.
 * @param login `redirectUri` as it is: it is encoded here, whole, so that its own parameters come back with it
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Official_Accounts/official_account_website_authorization.html
 */
export function authorizerLoginUrl(
  base: string,
  login: { appid: string; redirectUri: string; scope: string; state: string; componentAppid: string },
): string {
  return loginUrl(base, [
    ["appid", login.appid],
    ["redirect_uri", login.redirectUri],
    ["response_type", "code"],
    ["scope", login.scope],
    ["state", login.state],
    ["component_appid", login.componentAppid],
  ]);
}

/**
 * The same for a page in WeCom (企业微信).
 * @see https://developer.work.weixin.qq.com/document/path/91022
 */
export function wecomLoginUrl(
  base: string,
  login: { corpid: string; agentid: string | null; redirectUri: string; scope: string; state: string },
): string {
  return loginUrl(base, [
    ["appid", login.corpid],
    ["redirect_uri", login.redirectUri],
    ["response_type", "code"],
    ["scope", login.scope],
    ["state", login.state],
    ...(login.agentid === null ? [] : [["agentid", login.agentid] as const]),
  ]);
}

function loginUrl(base: string, parameters: readonly (readonly [string, string])[]): string {
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  return `${base}/connect/oauth2/authorize?${query}#wechat_redirect`;
}
