import { expect, test } from "vitest";
import { version } from "../../package.json";
import { buildDocument } from "../../src/api/openapi/build-document.ts";
import clientTypes from "../../src/api/openapi/client.d.ts?raw";
import { clientType } from "../../src/api/openapi/client-type.ts";
import { DOCUMENT } from "../../src/api/openapi/served-document.ts";

test("openapi.json and client.d.ts are what the schemas and routes say: npm run openapi writes them anew", () => {
  const document = buildDocument(version);
  expect(DOCUMENT).toEqual(document);
  expect(clientTypes).toBe(clientType(document));
});
