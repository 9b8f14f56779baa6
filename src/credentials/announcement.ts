import { type DeliveryJob, type EventType, eventJob } from "../webhook/job.ts";
import type { GrantSource } from "./apply-grant.ts";
import type { AuthorizerRow } from "./authorizer-row.ts";

/**
 * What the business is to be told about a change of an authorizer: a new status, or an authorization that was given once
 * more. WeChat's event and the browser's callback of one authorization are one piece of news.
 * @param before null for an authorizer that is heard of for the first time
 * @param source of the grant, if it was one that made the change
 */
export function announcementOf(
  before: AuthorizerRow | null,
  after: AuthorizerRow,
  source: GrantSource | null,
): EventType | null {
  if (before?.status !== after.status) return `authorizer.${after.status}`;
  if (source === null || after.status !== "authorized") return null;
  switch (source.kind) {
    case "listing":
      return null;
    case "callback":
      return "authorizer.updated";
    case "event": {
      const ownCallback = source.preAuthHash === null || source.preAuthHash === before.callbackPreAuthHash;
      if (before.callbackAt !== null && ownCallback) return null;
      return source.infoType === "updateauthorized" ? "authorizer.updated" : "authorizer.authorized";
    }
  }
}

export function authorizerAnnouncement(
  type: EventType,
  componentAppid: string,
  { authorizerAppid, tenant, status }: AuthorizerRow,
  now: number,
): DeliveryJob {
  const data = { component_appid: componentAppid, authorizer_appid: authorizerAppid, tenant, status };
  return eventJob(`evt_${crypto.randomUUID()}`, type, now, data, authorizerAppid);
}
