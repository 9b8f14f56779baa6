import type { Wechat } from "../state/wechat.ts";
import { admitLink, type Opening } from "./admit-link.ts";
import { AuthorizationRefused } from "./refusals.ts";

/** A page that shows accounts to choose from, or the text it refuses with. */
export type OpenedPage = ({ refused: null } & Opening) | { refused: string };

/** The authorization page without a browser. */
export function openAuthorizationPage(wechat: Wechat, url: string, referer: string | null): OpenedPage {
  try {
    return { refused: null, ...admitLink(wechat, new URL(url), referer) };
  } catch (error) {
    if (error instanceof AuthorizationRefused) return { refused: error.message };
    throw error;
  }
}
