/** What the business is told about, by type. */
export type EventType =
  | "authorizer.authorized"
  | "authorizer.updated"
  | "authorizer.unauthorized"
  | "authorizer.needs_reauthorization"
  | "component.event"
  | "message.received"
  | "platform.problem";

/** How the last attempt went. */
export interface LastAttempt {
  /** Origin and path; a query may hold a key of the business's. Null when there was nowhere to go. */
  url: string | null;
  /** HTTP status; null when none came. */
  status: number | null;
  error: string | null;
}

/**
 * One delivery, as it lies on the queue. Where it goes is looked up at each attempt, so that a URL that was wrong can be
 * mended while the retries last.
 */
export interface DeliveryJob {
  /** `webhook-id`: the same in every attempt, so that the business can tell a repeat. */
  id: string;
  type: EventType;
  /** `events`: EVENT_WEBHOOK_URL. `messages`: the authorizer's forward_url, else FORWARD_URL. */
  destination: "events" | "messages";
  authorizerAppid: string | null;
  /** What is posted and signed; null while it is parked, being too long for the queue. */
  body: string | null;
  /** With FORWARD_MODE=wechat, the query of WeChat's own push, whose body is `body`; else null. */
  query: string | null;
  /** When the 24 hours of retries began, ms. */
  firstAt: number;
  /** Attempts made before this copy was put on the queue. */
  attempts: number;
  last: LastAttempt | null;
}

/** The body of an event of ours: `{"type","timestamp","data"}`, the timestamp in ISO 8601. */
export function eventBody(type: EventType, at: number, data: Record<string, unknown>): string {
  return JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
}

/** A delivery to EVENT_WEBHOOK_URL. @param id one that is the same if this is made again for the same event */
export function eventJob(
  id: string,
  type: EventType,
  at: number,
  data: Record<string, unknown>,
  authorizerAppid: string | null = null,
): DeliveryJob {
  const body = eventBody(type, at, data);
  return { id, type, destination: "events", authorizerAppid, body, query: null, firstAt: at, attempts: 0, last: null };
}
