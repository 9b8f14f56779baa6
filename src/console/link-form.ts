import type { Config } from "../config.ts";
import type { LinkOptions } from "../links/authorization-link.ts";
import { mayReturnTo } from "../links/return-to.ts";
import { AUTH_TYPES } from "../wechat/authorization-url.ts";
import { textIn } from "./form-fields.ts";

/** The generator's form as it was filled in. */
export interface LinkForm {
  authType: string;
  bizAppid: string;
  categoryIds: number[];
  platform: string;
  tenant: string;
  returnTo: string;
  lifeDays: string;
}

export const EMPTY_LINK: LinkForm = {
  authType: "3",
  bizAppid: "",
  categoryIds: [],
  platform: "",
  tenant: "",
  returnTo: "",
  lifeDays: "7",
};

export const LIFE_DAYS = ["1", "7", "30", "90", "365"] as const;

export type WrongField = "bizAppid" | "tenant" | "returnTo";

export function readLinkForm(form: FormData): LinkForm {
  const life = textIn(form, "life_days");
  return {
    authType: textIn(form, "auth_type"),
    bizAppid: textIn(form, "biz_appid"),
    categoryIds: form
      .getAll("category_id")
      .map(Number)
      .filter((id) => Number.isInteger(id) && id > 0 && id <= 999_999),
    platform: textIn(form, "platform"),
    tenant: textIn(form, "tenant"),
    returnTo: textIn(form, "return_to"),
    lifeDays: LIFE_DAYS.find((days) => days === life) ?? EMPTY_LINK.lifeDays,
  };
}

/** The form as a link's options, or which field is wrong. */
export function linkOptionsOf(config: Config, form: LinkForm): { options: LinkOptions } | { wrong: WrongField } {
  const { bizAppid, tenant, returnTo, categoryIds, platform } = form;
  if (bizAppid !== "" && !/^[\w-]{1,64}$/.test(bizAppid)) return { wrong: "bizAppid" };
  if (tenant.length > 200) return { wrong: "tenant" };
  if (returnTo !== "" && !mayReturnTo(config.returnOrigins, returnTo)) return { wrong: "returnTo" };
  return {
    options: {
      authType: AUTH_TYPES.find((type) => String(type) === form.authType) ?? 3,
      bizAppid: bizAppid || null,
      categoryIds,
      platform: platform === "pc" || platform === "h5" ? platform : null,
      tenant: tenant || null,
      returnTo: returnTo || null,
    },
  };
}
