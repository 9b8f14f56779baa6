import { getAccountBasicInfo } from "./account-basic-info.ts";
import { apiGetAuthorizerInfo } from "./authorizer-info.ts";
import { apiGetAuthorizerList } from "./authorizer-list.ts";
import {
  apiGetAuthorizerOption,
  apiSetAuthorizerOption,
  getAuthorizerOption,
  setAuthorizerOption,
} from "./authorizer-option.ts";
import { apiAuthorizerToken } from "./authorizer-token.ts";
import { apiComponentToken } from "./component-token.ts";
import type { Endpoints } from "./endpoint.ts";
import { getTicket } from "./jsapi-ticket.ts";
import { mediaGet, mediaUpload } from "./media.ts";
import { customSend, userGet } from "./messages-and-users.ts";
import { apiCreatePreauthcode } from "./pre-auth-code.ts";
import { apiQueryAuth } from "./query-auth.ts";
import { clearQuota, clearQuotaBySecret, clearQuotaOfComponent, getQuota } from "./quota.ts";
import { apiStartPushTicket } from "./start-push-ticket.ts";
import { jscode2session, oauthAccessToken, oauthRefreshToken } from "./web-login.ts";

/** api.weixin.qq.com, as far as it is simulated. */
export const ENDPOINTS: Endpoints = {
  "/cgi-bin/component/api_component_token": apiComponentToken,
  "/cgi-bin/component/api_start_push_ticket": apiStartPushTicket,
  "/cgi-bin/component/api_create_preauthcode": apiCreatePreauthcode,
  "/cgi-bin/component/api_query_auth": apiQueryAuth,
  "/cgi-bin/component/api_authorizer_token": apiAuthorizerToken,
  "/cgi-bin/component/api_get_authorizer_info": apiGetAuthorizerInfo,
  "/cgi-bin/component/api_get_authorizer_list": apiGetAuthorizerList,
  "/cgi-bin/component/api_get_authorizer_option": apiGetAuthorizerOption,
  "/cgi-bin/component/api_set_authorizer_option": apiSetAuthorizerOption,
  "/cgi-bin/component/get_authorizer_option": getAuthorizerOption,
  "/cgi-bin/component/set_authorizer_option": setAuthorizerOption,
  "/cgi-bin/component/clear_quota": clearQuotaOfComponent,
  "/cgi-bin/component/clear_quota/v2": clearQuotaBySecret,
  "/cgi-bin/clear_quota": clearQuota,
  "/cgi-bin/openapi/quota/get": getQuota,
  "/cgi-bin/account/getaccountbasicinfo": getAccountBasicInfo,
  "/cgi-bin/message/custom/send": customSend,
  "/cgi-bin/user/get": userGet,
  "/cgi-bin/ticket/getticket": getTicket,
  "/cgi-bin/media/upload": mediaUpload,
  "/cgi-bin/media/get": mediaGet,
  "/sns/component/jscode2session": jscode2session,
  "/sns/oauth2/component/access_token": oauthAccessToken,
  "/sns/oauth2/component/refresh_token": oauthRefreshToken,
};
