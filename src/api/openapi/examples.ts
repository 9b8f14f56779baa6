import { appid } from "../appid.ts";
import type { Parameter } from "./operation.ts";

/** Names and values that the examples share. */
export const COMPONENT = "wx0123456789abcdef";
export const AUTHORIZER = "wxfedcba9876543210";
export const TOKEN = "92_Xk3vT0pW…";
export const TIMES = {
  issued_at: "2026-11-21T06:00:00.000Z",
  due_at: "2026-11-21T07:37:30.000Z",
  expires_at: "2026-11-21T08:00:00.000Z",
};

export const APPID: Parameter = {
  in: "path",
  name: "appid",
  description: "The appid of the authorizer (授权方).",
  schema: appid,
  example: AUTHORIZER,
};
