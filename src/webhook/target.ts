import type { DeliveryJob } from "./job.ts";

/** Where and as what a delivery is posted. */
export interface Target {
  url: string;
  contentType: "application/json" | "text/xml";
}

/** @param url of the business; WeChat's own push brings its query along, behind one that is there already */
export function targetOf(url: string, { query }: Pick<DeliveryJob, "query">): Target {
  if (query === null) return { url, contentType: "application/json" };
  const target = new URL(url);
  const own = target.search.replace(/^\?/, "");
  const pushed = query.replace(/^\?/, "");
  target.search = [own, pushed].filter((part) => part !== "").join("&");
  return { url: target.href, contentType: "text/xml" };
}
