/**
 * The HTTP interface as types, for clients in TypeScript, in the form that openapi-fetch takes:
 * `createClient<paths>({ baseUrl, headers: { authorization: "Bearer " + key } })`.
 * Generated from openapi.json by `npm run openapi`.
 */
export interface paths {
  "/v1/component/access-token": {
    /** The component_access_token */
    get: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["ComponentAccessToken"];
          };
        };
        401: components["responses"]["invalid_api_key"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
    /** The component_access_token that replaces a rejected one */
    post: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Rejection"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["ComponentAccessToken"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/v1/authorizers/{appid}/access-token": {
    /** An authorizer's authorizer_access_token */
    get: {
      parameters: {
        query?: never;
        path: {
          /** The appid of the authorizer (授权方). */
          appid: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AuthorizerAccessToken"];
          };
        };
        401: components["responses"]["invalid_api_key"];
        404: components["responses"]["unknown_authorizer"];
        409: components["responses"]["authorizer_unauthorized.needs_reauthorization.no_api_permission"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
    /** The authorizer_access_token that replaces a rejected one */
    post: {
      parameters: {
        query?: never;
        path: {
          /** The appid of the authorizer (授权方). */
          appid: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Rejection"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AuthorizerAccessToken"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        404: components["responses"]["unknown_authorizer"];
        409: components["responses"]["authorizer_unauthorized.needs_reauthorization.no_api_permission"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/v1/authorizers/{appid}/jsapi-ticket": {
    /** An official account's jsapi_ticket */
    get: {
      parameters: {
        query?: {
          /** `jsapi` signs pages for wx.config (the default), `wx_card` cards. */
          type?: "jsapi" | "wx_card";
        };
        path: {
          /** The appid of the authorizer (授权方). */
          appid: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["JsapiTicket"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        404: components["responses"]["unknown_authorizer"];
        409: components["responses"]["authorizer_unauthorized.needs_reauthorization.no_api_permission"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
    /** The jsapi_ticket that replaces a rejected one */
    post: {
      parameters: {
        query?: {
          /** `jsapi` signs pages for wx.config (the default), `wx_card` cards. */
          type?: "jsapi" | "wx_card";
        };
        path: {
          /** The appid of the authorizer (授权方). */
          appid: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Rejection"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["JsapiTicket"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        404: components["responses"]["unknown_authorizer"];
        409: components["responses"]["authorizer_unauthorized.needs_reauthorization.no_api_permission"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/v1/authorizers/{appid}/jsapi-signature": {
    /** A signature for wx.config */
    post: {
      parameters: {
        query?: never;
        path: {
          /** The appid of the authorizer (授权方). */
          appid: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["JsapiSignatureRequest"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["JsapiSignature"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        404: components["responses"]["unknown_authorizer"];
        409: components["responses"]["authorizer_unauthorized.needs_reauthorization.no_api_permission"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/wx/{authorizer_appid}/{path}": {
    /** WeChat's API on behalf of an authorizer */
    get: {
      parameters: {
        query?: never;
        path: {
          /** On whose behalf (代调用). */
          authorizer_appid: string;
          /** The path at api.weixin.qq.com, slashes as they are; the query stays too. */
          path: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "*/*": unknown;
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        403: components["responses"]["reserved_endpoint"];
        404: components["responses"]["unknown_authorizer"];
        409: components["responses"]["authorizer_unauthorized.needs_reauthorization.no_api_permission"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
    /** WeChat's API on behalf of an authorizer, with a body */
    post: {
      parameters: {
        query?: never;
        path: {
          /** On whose behalf (代调用). */
          authorizer_appid: string;
          /** The path at api.weixin.qq.com, slashes as they are; the query stays too. */
          path: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: {
        content: {
          "application/json": unknown;
          "*/*": unknown;
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "*/*": unknown;
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        403: components["responses"]["reserved_endpoint"];
        404: components["responses"]["unknown_authorizer"];
        409: components["responses"]["authorizer_unauthorized.needs_reauthorization.no_api_permission"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/wx/component/{path}": {
    /** WeChat's API for the component itself */
    get: {
      parameters: {
        query?: never;
        path: {
          /** The path at api.weixin.qq.com, slashes as they are; the query stays too. */
          path: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "*/*": unknown;
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        403: components["responses"]["reserved_endpoint"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
    /** WeChat's API for the component itself, with a body */
    post: {
      parameters: {
        query?: never;
        path: {
          /** The path at api.weixin.qq.com, slashes as they are; the query stays too. */
          path: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: {
        content: {
          "application/json": unknown;
          "*/*": unknown;
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "*/*": unknown;
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        403: components["responses"]["reserved_endpoint"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/v1/authorizers": {
    /** Authorizers, searched and filtered */
    get: {
      parameters: {
        query?: {
          /** The `next_cursor` of the page before. */
          cursor?: string;
          /** How many; 100 by default, and at most. */
          limit?: number;
          /** Part of an appid, nick_name, principal_name or tenant. */
          q?: string;
          /** Only these. */
          status?: "authorized" | "unauthorized" | "needs_reauthorization";
        };
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AuthorizerList"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        503: components["responses"]["not_configured"];
      };
    };
  };
  "/v1/authorizers/{appid}": {
    /** An authorizer and its permission sets */
    get: {
      parameters: {
        query?: never;
        path: {
          /** The appid of the authorizer (授权方). */
          appid: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AuthorizerDetail"];
          };
        };
        401: components["responses"]["invalid_api_key"];
        404: components["responses"]["unknown_authorizer"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        503: components["responses"]["not_configured"];
      };
    };
    /** Sets tenant, note and forward_url */
    patch: {
      parameters: {
        query?: never;
        path: {
          /** The appid of the authorizer (授权方). */
          appid: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: {
        content: {
          "application/json": components["schemas"]["AuthorizerNotes"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AuthorizerDetail"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        404: components["responses"]["unknown_authorizer"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        503: components["responses"]["not_configured"];
      };
    };
  };
  "/v1/authorizers/sync": {
    /** Imports everything that WeChat knows */
    post: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["SyncProgress"];
          };
        };
        401: components["responses"]["invalid_api_key"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        503: components["responses"]["not_configured"];
      };
    };
    /** How far the sync is */
    get: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["SyncProgress"];
          };
        };
        401: components["responses"]["invalid_api_key"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        503: components["responses"]["not_configured"];
      };
    };
  };
  "/v1/authorizers/{appid}/options/{name}": {
    /** An option of an authorizer */
    get: {
      parameters: {
        query?: never;
        path: {
          /** The appid of the authorizer (授权方). */
          appid: string;
          /** `location_report` 地理位置上报: 0 off, 1 on entering, 2 every 5 s. `voice_recognize` 语音识别: 0, 1. `customer_service` 多客服: 0, 1. */
          name: "location_report" | "voice_recognize" | "customer_service";
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AuthorizerOption"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        404: components["responses"]["unknown_authorizer"];
        409: components["responses"]["authorizer_unauthorized.needs_reauthorization.no_api_permission"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
    /** Sets an option of an authorizer */
    put: {
      parameters: {
        query?: never;
        path: {
          /** The appid of the authorizer (授权方). */
          appid: string;
          /** `location_report` 地理位置上报: 0 off, 1 on entering, 2 every 5 s. `voice_recognize` 语音识别: 0, 1. `customer_service` 多客服: 0, 1. */
          name: "location_report" | "voice_recognize" | "customer_service";
        };
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["AuthorizerOptionValue"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AuthorizerOption"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        404: components["responses"]["unknown_authorizer"];
        409: components["responses"]["authorizer_unauthorized.needs_reauthorization.no_api_permission"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/v1/authorization-links": {
    /** A link for a merchant, with QR code */
    post: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: {
        content: {
          "application/json": components["schemas"]["AuthorizationLinkRequest"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AuthorizationLink"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        503: components["responses"]["not_configured"];
      };
    };
  };
  "/v1/pre-auth-codes": {
    /** A pre_auth_code for the mini-program plugin */
    post: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: {
        content: {
          "application/json": components["schemas"]["AuthorizationLinkRequest"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["PreAuthCode"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/v1/oauth-links": {
    /** A web login link, for an official account or WeCom */
    post: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["OauthLinkRequest"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["OauthLink"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        503: components["responses"]["not_configured"];
      };
    };
  };
  "/authorize": {
    /** Where a merchant begins to authorize */
    get: {
      parameters: {
        query: {
          /** 1 公众号, 2 小程序, 3 both (the default), 4 小程序推客账号, 5 视频号, 6 all of these, 8 带货助手. There is no 7. */
          auth_type: "1" | "2" | "3" | "4" | "5" | "6" | "8";
          /** Only this account may be chosen. */
          biz_appid: string;
          /** 权限集 ids with `|` between them. */
          category_id_list: string;
          /** WeChat's page for a desktop (`pc`) or a phone (`h5`); by default the one for the browser that comes. */
          platform: "pc" | "h5";
          /** A signed link from POST /v1/authorization-links: it overrides the rest. */
          link: string;
          /** `zh` or `en`; by default by Accept-Language. */
          lang: string;
        };
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "text/html": unknown;
          };
        };
        302: {
          headers: {
            "Location"?: string;
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components["responses"]["invalid_request"];
        403: components["responses"]["link_required"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/v1/status": {
    /** How the platform is */
    get: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["PlatformStatus"];
          };
        };
        401: components["responses"]["invalid_api_key"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        503: components["responses"]["not_configured"];
      };
    };
  };
  "/v1/component/start-push-ticket": {
    /** Asks WeChat to push the ticket */
    post: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Remark"];
          };
        };
        401: components["responses"]["invalid_api_key"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/v1/component/clear-quota": {
    /** Clears the daily counts of API calls */
    post: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: {
        content: {
          "application/json": components["schemas"]["ClearQuotaRequest"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Remark"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        409: components["responses"]["authorizer_unauthorized"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/v1/component/quota": {
    /** How much of an endpoint's quota is used */
    get: {
      parameters: {
        query: {
          /** The endpoint's path, with the slash in front. */
          cgi_path: string;
        };
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Quota"];
          };
        };
        400: components["responses"]["invalid_request"];
        401: components["responses"]["invalid_api_key"];
        429: components["responses"]["rate_limited"];
        500: components["responses"]["internal_error"];
        502: components["responses"]["ip_not_whitelisted.wechat_error"];
        503: components["responses"]["not_configured.quota_exceeded.ticket_missing"];
        504: components["responses"]["wechat_unavailable"];
      };
    };
  };
  "/healthz": {
    /** Whether tokens can be served */
    get: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Healthy"];
          };
        };
        500: components["responses"]["internal_error"];
        503: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Unhealthy"];
          };
        };
      };
    };
  };
  "/openapi.json": {
    /** This interface as an OpenAPI document */
    get: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": unknown;
          };
        };
        503: components["responses"]["not_configured"];
      };
    };
  };
  "/docs": {
    /** This interface as a page to read */
    get: {
      parameters: {
        query?: never;
        path?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "text/html": unknown;
          };
        };
        503: components["responses"]["not_configured"];
      };
    };
  };
}

export interface components {
  schemas: {
    ComponentAccessToken: {
      /** The appid of the component (第三方平台). */
      component_appid: string;
      /** The token that works just now. */
      component_access_token: string;
      /** Seconds left. */
      expires_in: number;
    };
    AuthorizerAccessToken: {
      /** The appid of an authorizer. */
      authorizer_appid: string;
      /** The token that works just now. */
      authorizer_access_token: string;
      /** Seconds left. */
      expires_in: number;
    };
    TokenTimes: {
      /** When WeChat was asked for it. */
      issued_at: string;
      /** From here on it is replaced, while it still works. */
      due_at: string;
      /** When WeChat stops taking it. */
      expires_at: string;
    };
    Authorizer: {
      /** The appid of an authorizer. */
      authorizer_appid: string;
      /** `unauthorized`: the merchant revoked it. `needs_reauthorization`: WeChat does not take its authorizer_refresh_token any more. */
      status: "authorized" | "unauthorized" | "needs_reauthorization";
      /** 公众号 (订阅号 and 服务号), 小程序, 视频号, or another kind. */
      account_type: "official_account" | "mini_program" | "channels" | "other";
      /** 昵称; null until WeChat has told it. */
      nick_name: string | null;
      /** 头像, a URL. */
      head_img: string | null;
      /** 主体名称. */
      principal_name: string | null;
      /** 原始 ID, gh_… */
      user_name: string | null;
      /** Yours: from the link that was used, or from a PATCH. */
      tenant: string | null;
      /** Yours, from a PATCH. */
      note: string | null;
      /** Where its messages go, in place of FORWARD_URL. */
      forward_url: string | null;
      /** When the merchant last agreed. */
      authorized_at: string | null;
      /** When anything here last changed. */
      updated_at: string;
      /** The times of its authorizer_access_token; null when there is none. */
      access_token: components["schemas"]["TokenTimes"] | null;
      /** What went wrong last, until something goes right. */
      last_error: {
        /** A `code` as problems have it. */
        code: string;
        /** WeChat's number. */
        errcode: number | null;
        /** WeChat's words. */
        errmsg: string | null;
        /** When it was met. */
        at: string;
      } | null;
    };
    AuthorizerDetail: {
      /** The appid of an authorizer. */
      authorizer_appid: string;
      /** `unauthorized`: the merchant revoked it. `needs_reauthorization`: WeChat does not take its authorizer_refresh_token any more. */
      status: "authorized" | "unauthorized" | "needs_reauthorization";
      /** 公众号 (订阅号 and 服务号), 小程序, 视频号, or another kind. */
      account_type: "official_account" | "mini_program" | "channels" | "other";
      /** 昵称; null until WeChat has told it. */
      nick_name: string | null;
      /** 头像, a URL. */
      head_img: string | null;
      /** 主体名称. */
      principal_name: string | null;
      /** 原始 ID, gh_… */
      user_name: string | null;
      /** Yours: from the link that was used, or from a PATCH. */
      tenant: string | null;
      /** Yours, from a PATCH. */
      note: string | null;
      /** Where its messages go, in place of FORWARD_URL. */
      forward_url: string | null;
      /** When the merchant last agreed. */
      authorized_at: string | null;
      /** When anything here last changed. */
      updated_at: string;
      /** The times of its authorizer_access_token; null when there is none. */
      access_token: components["schemas"]["TokenTimes"] | null;
      /** What went wrong last, until something goes right. */
      last_error: {
        /** A `code` as problems have it. */
        code: string;
        /** WeChat's number. */
        errcode: number | null;
        /** WeChat's words. */
        errmsg: string | null;
        /** When it was met. */
        at: string;
      } | null;
      /** 权限集: what the merchant granted. */
      func_info: ({
        id: number;
        /** As WeChat's own pages name it. */
        name: string;
      })[];
    };
    AuthorizerList: {
      /** In the order of their appids. */
      authorizers: (components["schemas"]["Authorizer"])[];
      /** The `cursor` of the next page; null on the last one. */
      next_cursor: string | null;
    };
    AuthorizerOption: {
      option_name: string;
      option_value: string;
    };
    SyncProgress: {
      state: "idle" | "running" | "done" | "failed";
      /** Authorizers that WeChat knows of. */
      total: number;
      /** Of these, looked at. */
      done: number;
      /** Not known here before. */
      added: number;
      /** Known here already. */
      updated: number;
      /** Whose profile could not be had; sweeps ask again. */
      failed: number;
      /** Null when there was no sync yet. */
      started_at: string | null;
      /** Null while it runs. */
      finished_at: string | null;
    };
    AuthorizationLink: {
      /** The link. It can be sent, printed and opened again and again. */
      url: string;
      /** Until then it can be opened. */
      expires_at: string;
      /** The link as a QR code: an SVG document. */
      qr_svg: string;
    };
    PreAuthCode: {
      /** 预授权码. One authorization uses it up. */
      pre_auth_code: string;
      /** Seconds, from now. */
      expires_in: number;
      /** What the plugin's page is opened with. */
      plugin: {
        platformAppID: string;
        preAuthCode: string;
        authType: number;
        bizAppid?: string;
      };
    };
    OauthLink: {
      /** Where the visitor's browser is to go. */
      url: string;
    };
    JsapiTicket: {
      /** The ticket that works just now. */
      ticket: string;
      /** Seconds left. */
      expires_in: number;
    };
    JsapiSignature: {
      appId: string;
      /** Seconds since the epoch. */
      timestamp: number;
      nonceStr: string;
      /** SHA-1, 40 hexadecimal digits. */
      signature: string;
    };
    PlatformStatus: {
      /** The appid of the component (第三方平台). */
      component_appid: string;
      /** The component_verify_ticket (验证票据); null before the first one. */
      ticket: {
        /** When WeChat last pushed it. */
        received_at: string;
        /** WeChat pushes every 600 seconds. */
        age_seconds: number;
        /** 12 hours after it came. */
        expires_at: string;
      } | null;
      /** The times of the component_access_token. */
      component_access_token: components["schemas"]["TokenTimes"] | null;
      authorizers: {
        /** Of every status. */
        total: number;
        /** Whose tokens are served. */
        authorized: number;
        /** Who revoked it. */
        unauthorized: number;
        /** Whose authorizer_refresh_token WeChat does not take any more. */
        needs_reauthorization: number;
        /** Whose token is to be refreshed by the next sweep. */
        due: number;
      };
      /** The latest cron, over all shards. */
      last_sweep: {
        /** When the cron began it. */
        started_at: string;
        /** When its last shard was done. */
        finished_at: string | null;
        /** Tokens replaced. */
        refreshed: number;
        /** Tokens that could not be replaced. */
        failed: number;
        /** Left for the next sweep. */
        remaining: number;
      } | null;
      /** What an operator should mend; empty when all is well. */
      problems: ({
        /** A `code` as problems have it, or `ticket_late`. */
        code: string;
        /** What to do about it. */
        detail: string;
        /** Where it is known. */
        since: string | null;
      })[];
    };
    Healthy: {
      status: "ok";
    };
    Unhealthy: {
      status: "unavailable";
      problems: ({
        /** A `code` as problems have it, or `ticket_late`. */
        code: string;
        /** What to do about it. */
        detail: string;
        /** The setting that is missing or malformed. */
        setting?: string;
        /** How to set it. */
        fix?: string;
      })[];
    };
    Quota: {
      /** The daily quota. */
      quota?: {
        /** Calls a day. */
        daily_limit?: number;
        /** Calls today. */
        used?: number;
        /** Calls left today. */
        remain?: number;
      };
      /** The limit of the component, where there is one. */
      rate_limit?: {
        /** Calls in that time. */
        call_count?: number;
        /** Seconds. */
        refresh_second?: number;
      };
      /** The limit on behalf of one authorizer, where there is one. */
      component_rate_limit?: {
        /** Calls in that time. */
        call_count?: number;
        /** Seconds. */
        refresh_second?: number;
      };
    };
    Remark: {
      /** WeChat's errmsg. */
      message: string;
    };
    Problem: {
      /** `urn:problem:` and the code. */
      type: string;
      /** What happened, in few words. */
      title: string;
      /** The HTTP status. */
      status: number;
      /** What to do about it. */
      detail: string;
      /** What to program against. */
      code: string;
      /** What WeChat said, where WeChat said something. */
      wechat?: {
        errcode: number;
        errmsg: string;
      };
    };
    Rejection: {
      /** The token, or ticket, that WeChat has just rejected (40001, 40014, 42001). */
      rejected: string;
    };
    JsapiSignatureRequest: {
      /** The page's URL as its browser has it; what follows a `#` is not signed. */
      url: string;
    };
    AuthorizerNotes: {
      /** Whose account it is, in your system. */
      tenant?: string | null;
      /** For people. */
      note?: string | null;
      /** Where its messages go, in place of FORWARD_URL: https, or http on loopback. */
      forward_url?: string | null;
    };
    AuthorizerOptionValue: {
      /** One of the option's values. */
      option_value: string;
    };
    AuthorizationLinkRequest: {
      /** 1 公众号, 2 小程序, 3 both (the default), 4 小程序推客账号, 5 视频号, 6 all of these, 8 带货助手. There is no 7. */
      auth_type?: 1 | 2 | 3 | 4 | 5 | 6 | 8;
      /** Only this account may be chosen. */
      biz_appid?: string;
      /** 权限集 ids, in place of all that the platform has published. */
      category_id_list?: (number)[];
      /** WeChat's page for a desktop (`pc`) or a phone (`h5`); by default the one for the browser that comes. */
      platform?: "pc" | "h5";
      /** Whose account it will be, in your system; it comes back with the authorizer. */
      tenant?: string | null;
      /** Where the merchant goes afterwards, on one of RETURN_ORIGINS; authorizer_appid and tenant are added to it. */
      return_to?: string;
      /** Seconds, 60 to a year; a day by default. */
      expires_in?: number;
    };
    OauthLinkRequest: {
      /** On behalf of an authorizer (代公众号发起网页授权), or in WeCom (企业微信). */
      kind: "authorizer";
      /** The official account's. */
      appid: string;
      /** The page to come back to, as it is: not encoded, and without a `#`. */
      redirect_uri: string;
      /** `snsapi_base`: silent. The other: the visitor is asked. */
      scope: "snsapi_base" | "snsapi_userinfo";
      /** Comes back with the code; at most 128 bytes. */
      state?: string;
    } | {
      /** On behalf of an authorizer (代公众号发起网页授权), or in WeCom (企业微信). */
      kind: "wecom";
      /** The corp's. */
      corpid: string;
      /** The app's; WeCom wants it for snsapi_privateinfo. */
      agentid?: string | number;
      /** The page to come back to, as it is: not encoded, and without a `#`. */
      redirect_uri: string;
      /** `snsapi_base`: silent. The other: the visitor is asked. */
      scope?: "snsapi_base" | "snsapi_privateinfo";
      /** Comes back with the code; at most 128 bytes. */
      state?: string;
    };
    ClearQuotaRequest: {
      /** Whose counts; without it, the component's own. */
      authorizer_appid?: string;
    };
  };
  responses: {
    "invalid_api_key": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "invalid_api_key";
        };
      };
    };
    "rate_limited": {
      headers: {
        "Retry-After"?: number;
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "rate_limited";
        };
      };
    };
    "internal_error": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "internal_error";
        };
      };
    };
    "not_configured.quota_exceeded.ticket_missing": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "not_configured" | "quota_exceeded" | "ticket_missing";
        };
      };
    };
    "ip_not_whitelisted.wechat_error": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "ip_not_whitelisted" | "wechat_error";
        };
      };
    };
    "wechat_unavailable": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "wechat_unavailable";
        };
      };
    };
    "invalid_request": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "invalid_request";
        };
      };
    };
    "unknown_authorizer": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "unknown_authorizer";
        };
      };
    };
    "authorizer_unauthorized.needs_reauthorization.no_api_permission": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "authorizer_unauthorized" | "needs_reauthorization" | "no_api_permission";
        };
      };
    };
    "reserved_endpoint": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "reserved_endpoint";
        };
      };
    };
    "not_configured": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "not_configured";
        };
      };
    };
    "link_required": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "link_required";
        };
      };
    };
    "not_configured.quota_exceeded": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "not_configured" | "quota_exceeded";
        };
      };
    };
    "authorizer_unauthorized": {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"] & {
          code?: "authorizer_unauthorized";
        };
      };
    };
  };
}
