import {
  authorizer,
  authorizerDetail,
  authorizerList,
  authorizerOption,
  syncProgress,
  tokenTimes,
} from "../answers/authorizer.ts";
import { quota, remark } from "../answers/levers.ts";
import { authorizationLink, oauthLink, preAuthCode } from "../answers/links.ts";
import { problem } from "../answers/problem.ts";
import { healthy, platformStatus, unhealthy } from "../answers/status.ts";
import {
  authorizerAccessToken,
  componentAccessToken,
  jsapiSignatureAnswer,
  jsapiTicketAnswer,
} from "../answers/tokens.ts";

/** Everything that is answered as JSON, by its name in the document. */
export const ANSWERS = {
  ComponentAccessToken: componentAccessToken,
  AuthorizerAccessToken: authorizerAccessToken,
  TokenTimes: tokenTimes,
  Authorizer: authorizer,
  AuthorizerDetail: authorizerDetail,
  AuthorizerList: authorizerList,
  AuthorizerOption: authorizerOption,
  SyncProgress: syncProgress,
  AuthorizationLink: authorizationLink,
  PreAuthCode: preAuthCode,
  OauthLink: oauthLink,
  JsapiTicket: jsapiTicketAnswer,
  JsapiSignature: jsapiSignatureAnswer,
  PlatformStatus: platformStatus,
  Healthy: healthy,
  Unhealthy: unhealthy,
  Quota: quota,
  Remark: remark,
  Problem: problem,
} as const;

export type AnswerName = keyof typeof ANSWERS;
