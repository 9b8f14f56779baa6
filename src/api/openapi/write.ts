import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildDocument } from "./build-document.ts";
import { clientType } from "./client-type.ts";

/** `npm run openapi`: writes openapi.json and client.d.ts anew. No part of the Worker. */

const root = join(import.meta.dirname, "../../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const document = buildDocument(version);
writeFileSync(join(import.meta.dirname, "openapi.json"), `${JSON.stringify(document, null, 2)}\n`);
writeFileSync(join(import.meta.dirname, "client.d.ts"), clientType(document));
