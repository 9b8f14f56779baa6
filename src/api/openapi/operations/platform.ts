import { clearQuotaBody, quotaQuery } from "../../levers.ts";
import { AUTHORIZER, COMPONENT, TIMES } from "../examples.ts";
import { AS_COMPONENT, FROM_WECHAT, WITH_KEY } from "../failures.ts";
import { body, json, type Operation, query } from "../operation.ts";

const remark = (description: string) => json("Remark", description, { message: "ok" });

export const PLATFORM: readonly Operation[] = [
  {
    id: "getStatus",
    method: "get",
    path: "/v1/status",
    tag: "platform",
    summary: "How the platform is",
    zh: "平台状态",
    description: "Ticket, token, authorizers, the last sweep, and what an operator should mend. WeChat is not asked.",
    answers: [
      json("PlatformStatus", "The status.", {
        component_appid: COMPONENT,
        ticket: {
          received_at: "2026-11-21T06:20:00.000Z",
          age_seconds: 214,
          expires_at: "2026-11-21T18:20:00.000Z",
        },
        component_access_token: TIMES,
        authorizers: { total: 1_240, authorized: 1_198, unauthorized: 39, needs_reauthorization: 3, due: 0 },
        last_sweep: {
          started_at: "2026-11-21T06:20:00.000Z",
          finished_at: "2026-11-21T06:20:04.000Z",
          refreshed: 61,
          failed: 0,
          remaining: 0,
        },
        problems: [],
      }),
    ],
    failures: [...WITH_KEY],
  },
  {
    id: "startPushTicket",
    method: "post",
    path: "/v1/component/start-push-ticket",
    tag: "platform",
    summary: "Asks WeChat to push the ticket",
    zh: "启动票据推送",
    description: "启动票据推送服务: for when the component_verify_ticket has stopped coming.",
    answers: [remark("WeChat was asked; the ticket comes by a push.")],
    failures: [...WITH_KEY, ...FROM_WECHAT],
  },
  {
    id: "clearQuota",
    method: "post",
    path: "/v1/component/clear-quota",
    tag: "platform",
    summary: "Clears the daily counts of API calls",
    zh: "清零调用次数",
    description: "By the AppSecret, so that it works when the token endpoint itself is used up. Ten times a month.",
    body: body(
      "ClearQuotaRequest",
      clearQuotaBody,
      { authorizer_appid: "Whose counts; without it, the component's own." },
      { authorizer_appid: AUTHORIZER },
    ),
    answers: [remark("They are cleared.")],
    failures: ["invalid_request", ...WITH_KEY, "authorizer_unauthorized", ...FROM_WECHAT],
  },
  {
    id: "getQuota",
    method: "get",
    path: "/v1/component/quota",
    tag: "platform",
    summary: "How much of an endpoint's quota is used",
    zh: "查询接口调用额度",
    description: "By the component, today. What WeChat answers is passed on.",
    parameters: query(quotaQuery, {
      cgi_path: ["The endpoint's path, with the slash in front.", "/cgi-bin/component/api_authorizer_token"],
    }),
    answers: [json("Quota", "The quota.", { quota: { daily_limit: 100_000, used: 1_204, remain: 98_796 } })],
    failures: ["invalid_request", ...WITH_KEY, ...AS_COMPONENT],
  },
  {
    id: "getHealth",
    method: "get",
    path: "/healthz",
    tag: "platform",
    open: true,
    summary: "Whether tokens can be served",
    zh: "健康检查",
    description: "For monitors. It answers also when settings are missing, and says which.",
    answers: [
      json("Healthy", "They can.", { status: "ok" }),
      json(
        "Unhealthy",
        "They can't: no ticket, an address that WeChat does not accept, a setting that is missing.",
        {
          status: "unavailable",
          problems: [{ code: "ticket_missing", detail: "WeChat pushes one every 10 minutes to 授权事件接收URL, …" }],
        },
        503,
      ),
    ],
    failures: ["internal_error"],
  },
  {
    id: "getOpenapi",
    method: "get",
    path: "/openapi.json",
    tag: "platform",
    open: true,
    summary: "This interface as an OpenAPI document",
    zh: "OpenAPI 文档",
    description: "OpenAPI 3.1.",
    answers: [{ status: 200, description: "The document.", type: "application/json", name: null, example: null }],
    failures: ["not_configured"],
  },
  {
    id: "getDocs",
    method: "get",
    path: "/docs",
    tag: "platform",
    open: true,
    summary: "This interface as a page to read",
    zh: "接口文档页面",
    description: "In Chinese and English: `?lang=zh`, `?lang=en`, or by Accept-Language.",
    answers: [{ status: 200, description: "The page.", type: "text/html", name: null, example: null }],
    failures: ["not_configured"],
  },
];
