import type { OpenapiDocument } from "./document.ts";
import written from "./openapi.json" with { type: "json" };

/** The document as `npm run openapi` wrote it; a test knows whether it is up to date. */
// The compiler reads a type of its own out of the file, in which whatever is optional may be undefined.
export const DOCUMENT = written as unknown as OpenapiDocument;

/** The document for whoever asks at this origin. */
export function documentFor(origin: string): OpenapiDocument {
  return { ...DOCUMENT, servers: [{ url: origin }] };
}
