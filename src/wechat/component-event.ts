import { fail, ok, type Result } from "./result.ts";
import type { XmlFields } from "./xml.ts";

/** Common to all of them; `createTime` is WeChat's clock in whole seconds. */
interface EventBase {
  createTime: number;
}

export interface TicketEvent extends EventBase {
  infoType: "component_verify_ticket";
  ticket: string;
}

export interface AuthorizationEvent extends EventBase {
  /** `notify_third_fasteregister`, when it brings a code: a mini program that was registered through the component. */
  infoType: "authorized" | "updateauthorized" | "unauthorized" | "notify_third_fasteregister";
  authorizerAppid: string;
  /** Null with `unauthorized`. Good for one api_query_auth within an hour. */
  authorizationCode: string | null;
  /** The pre_auth_code that the merchant's visit began with: it joins this event to the browser's callback. */
  preAuthCode: string | null;
}

/** Fast registration, trial mini programs, filing, order paths, and what WeChat will think of next. */
export interface OtherEvent extends EventBase {
  infoType: "other";
  /** As WeChat names it. */
  name: string;
  fields: XmlFields;
}

export type ComponentEvent = TicketEvent | AuthorizationEvent | OtherEvent;

/**
 * Reads what was pushed to the 授权事件接收URL.
 * @returns the event, or in words what is wrong with it
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/authorize_event.html
 */
export function parseComponentEvent(fields: XmlFields, componentAppid: string): Result<ComponentEvent, string> {
  const text = (name: string): string | null => {
    const value = fields[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
  if (text("AppId") !== componentAppid) return fail("AppId is not COMPONENT_APPID");
  const createTime = text("CreateTime");
  if (createTime === null || !/^\d{1,12}$/.test(createTime)) return fail("CreateTime is not a time in seconds");
  const base = { createTime: Number(createTime) };
  const infoType = text("InfoType");
  if (infoType === null) return fail("there is no InfoType");

  switch (infoType) {
    case "component_verify_ticket": {
      const ticket = text("ComponentVerifyTicket");
      return ticket === null ? fail("ComponentVerifyTicket is empty") : ok({ ...base, infoType, ticket });
    }
    case "authorized":
    case "updateauthorized":
    case "unauthorized": {
      const authorizerAppid = text("AuthorizerAppid");
      if (authorizerAppid === null) return fail("AuthorizerAppid is empty");
      const authorizationCode = text("AuthorizationCode");
      return ok({ ...base, infoType, authorizerAppid, authorizationCode, preAuthCode: text("PreAuthCode") });
    }
    default:
      return ok({ ...base, infoType: "other", name: infoType, fields });
  }
}

/**
 * The authorization that a fast registration (快速注册) ends with: a mini program that was just made, and an authorization
 * code for it.
 * @returns null for every other event, and for a registration that failed
 */
export function registrationGrant({ name, createTime, fields }: OtherEvent): AuthorizationEvent | null {
  const { status, appid, auth_code: code } = fields;
  if (name !== "notify_third_fasteregister" || status !== "0") return null;
  if (typeof appid !== "string" || appid === "" || typeof code !== "string" || code === "") return null;
  return { infoType: name, createTime, authorizerAppid: appid, authorizationCode: code, preAuthCode: null };
}
