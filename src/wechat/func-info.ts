import * as z from "zod/mini";

/**
 * The ids of the permission sets (权限集) in a `func_info`: `[{"funcscope_category":{"id":1}}]`. Null when there is none, which
 * is not the same as an empty one.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/authorization-management/api_getauthorizerinfo.html
 */
export const funcInfo = z.pipe(
  z.optional(z.unknown()),
  z.transform((value): number[] | null => {
    if (!Array.isArray(value)) return null;
    const ids = value.map((item: unknown) => {
      const category = (item as { funcscope_category?: { id?: unknown } } | null)?.funcscope_category;
      return Number(category?.id ?? Number.NaN);
    });
    return ids.filter(Number.isInteger);
  }),
);
