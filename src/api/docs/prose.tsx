import type { Child } from "hono/jsx";

/** A text of the document: what stands in backticks is code. */
export function Prose({ text }: { text: string }) {
  return <>{text.split("`").map((part, index): Child => (index % 2 === 0 ? part : <code>{part}</code>))}</>;
}

/** Code to be copied, in a box that scrolls by itself: the page never does sideways. */
export function Code({ label, children }: { label: string; children: string }) {
  return (
    <figure class="code">
      <figcaption>{label}</figcaption>
      {/* Whoever has no mouse scrolls it with the keys. */}
      <pre tabindex={0}>
        <code>{children}</code>
      </pre>
    </figure>
  );
}
