import type { ConsoleContext } from "./console-env.ts";
import { DONE_TEXTS } from "./done-texts.ts";
import { failureText } from "./failure-texts.ts";

/** What the change that led here came to: known words only, whatever stands in the address. */
export function Flash({ c }: { c: ConsoleContext }) {
  const { locale } = c.var;
  const done = DONE_TEXTS[locale][c.req.query("done") ?? ""];
  const failed = failureText(c.req.query("failed") ?? "", locale);
  const errcode = /^-?\d{1,9}$/.exec(c.req.query("errcode") ?? "")?.[0];
  return (
    <>
      {done !== undefined && (
        <p class="flash" role="status">
          {done}
        </p>
      )}
      {failed !== null && (
        <p class="flash flash-bad" role="alert">
          {failed}
          {errcode !== undefined && <span class="code"> (errcode {errcode})</span>}
        </p>
      )}
    </>
  );
}
