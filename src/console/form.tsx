import type { Child } from "hono/jsx";
import type { ConsoleContext } from "./console-env.ts";
import { FORM_TOKEN } from "./form-token.ts";

/** Belongs into every form that changes something. */
export function FormToken({ c }: { c: ConsoleContext }) {
  return <input type="hidden" name={FORM_TOKEN} value={c.var.operator.formToken} />;
}

interface ActionProps {
  c: ConsoleContext;
  to: string;
  /** Hidden fields. */
  fields?: Record<string, string>;
  quiet?: boolean;
  children?: Child;
}

/** A button that changes something. */
export function Action({ c, to, fields = {}, quiet = false, children }: ActionProps) {
  return (
    <form method="post" action={to}>
      <FormToken c={c} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={quiet ? "quiet" : ""}>
        {children}
      </button>
    </form>
  );
}

/** A text to be pasted elsewhere, with a button where there is script. */
export function CopyField({ id, label, value, c }: { id: string; label: string; value: string; c: ConsoleContext }) {
  const [copy, copied] = c.var.locale === "zh" ? ["复制", "已复制"] : ["Copy", "Copied"];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="copy">
        <input id={id} value={value} readonly />
        <button type="button" class="quiet" data-copy={id} data-copied={copied} aria-label={`${copy}: ${label}`} hidden>
          {copy}
        </button>
      </div>
    </div>
  );
}
