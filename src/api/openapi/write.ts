import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildDocument } from "./build-document.ts";
import { clientType } from "./client-type.ts";

/** `npm run openapi`: writes openapi.json and client.d.ts anew. No part of the Worker. */

const root = join(import.meta.dirname, "../../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const document = buildDocument(version);
const files = ["openapi.json", "client.d.ts"].map((name) => join(import.meta.dirname, name));
const [openapi = "", client = ""] = files;
writeFileSync(openapi, JSON.stringify(document, null, 2));
writeFileSync(client, clientType(document));
execFileSync(join(root, "node_modules/.bin/biome"), ["format", "--write", ...files], { stdio: "inherit" });
