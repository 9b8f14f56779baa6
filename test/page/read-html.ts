/** A page as text, the way `c.html` sends it. */
export async function rendered(page: { toString(): string | Promise<string> }): Promise<string> {
  return page.toString();
}

/**
 * The attributes of every element that matches, in order, read by a real HTML parser and with character references
 * decoded: what a browser would see.
 */
export async function attributesOf(html: string, selector: string): Promise<Record<string, string>[]> {
  const found: Record<string, string>[] = [];
  const reader = new HTMLRewriter().on(selector, {
    element(element) {
      found.push(
        Object.fromEntries([...element.attributes].map(([name, value]) => [name ?? "", decoded(value ?? "")])),
      );
    },
  });
  await reader.transform(new Response(html)).text();
  return found;
}

/** The text inside every element that matches, run together, tags left out and character references decoded. */
export async function textOf(html: string, selector: string): Promise<string> {
  let text = "";
  const reader = new HTMLRewriter().on(selector, {
    text(chunk) {
      text += chunk.text;
    },
  });
  await reader.transform(new Response(html)).text();
  return decoded(text);
}

const REFERENCES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

function decoded(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (reference) => REFERENCES[reference] ?? reference);
}
