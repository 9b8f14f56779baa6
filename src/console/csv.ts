import type { Authorizer } from "../credentials/authorizer-credentials.ts";
import type { AuthorizerFilter } from "../credentials/authorizer-table.ts";
import { allShards, type CredentialBindings } from "../credentials/holders.ts";
import type { Locale } from "../page/locale.ts";
import { permissionSetName } from "../wechat/permission-sets.ts";

/** Of one shard, in one call: 100,000 authorizers take some 200 calls, and an invocation may make a thousand. */
const ROWS_PER_CALL = 500;

const COLUMNS = [
  "authorizer_appid",
  "status",
  "account_type",
  "nick_name",
  "principal_name",
  "user_name",
  "tenant",
  "note",
  "forward_url",
  "authorized_at",
  "updated_at",
  "token_expires_at",
  "last_error",
  "func_info",
] as const;

/** All that match, as a file for a spreadsheet: sent while it is read, so that a long one fits. No secret is in it. */
export function authorizersCsv(
  env: CredentialBindings,
  component: string,
  filter: AuthorizerFilter,
  locale: Locale,
): Response {
  const { readable, writable } = new TransformStream<string, string>();
  const writer = writable.getWriter();
  const write = async () => {
    try {
      // Excel takes a file for UTF-8 only with this mark in front.
      await writer.write(`\uFEFF${COLUMNS.join(",")}\r\n`);
      for (const shard of allShards(env, component)) {
        for (let after: string | undefined = ""; after !== undefined; ) {
          const rows: Authorizer[] = await shard.list(after, ROWS_PER_CALL, filter);
          await writer.write(rows.map((row) => csvLine(row, locale)).join(""));
          after = rows.length < ROWS_PER_CALL ? undefined : rows.at(-1)?.authorizerAppid;
        }
      }
      await writer.close();
    } catch (error) {
      // Whoever reads it is gone, or a shard is: half a file must not look like a whole one.
      await writer.abort(error).catch(() => {});
    }
  };
  void write();
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="authorizers.csv"',
  };
  return new Response(readable.pipeThrough(new TextEncoderStream()), { headers });
}

export function csvLine(row: Authorizer, locale: Locale): string {
  const cells: Record<(typeof COLUMNS)[number], string | null> = {
    authorizer_appid: row.authorizerAppid,
    status: row.status,
    account_type: row.accountType,
    nick_name: row.nickName,
    principal_name: row.principalName,
    user_name: row.userName,
    tenant: row.tenant,
    note: row.note,
    forward_url: row.forwardUrl,
    authorized_at: iso(row.authorizedAt),
    updated_at: iso(row.updatedAt),
    token_expires_at: iso(row.token?.expiresAt ?? null),
    last_error: row.lastError?.code ?? null,
    func_info: row.funcInfo.map((id) => permissionSetName(id, locale)).join("; "),
  };
  return `${COLUMNS.map((name) => csvCell(cells[name] ?? "")).join(",")}\r\n`;
}

/** What a spreadsheet would take for a formula is kept from being one: names and notes are other people's. */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
