import { isPlatformTrouble } from "../wechat/failure.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import { askForInfo, type ComponentAccess, failedRow } from "./authorizer-refresh.ts";
import type { AuthorizerRow } from "./authorizer-row.ts";
import type { AuthorizerStore } from "./authorizer-store.ts";
import type { CredentialFailure } from "./failure.ts";

const RETRY_MS = 10 * 60_000;

export interface DescribeResult {
  failed: number;
  /** The platform's own trouble, for which the rest was left. */
  trouble: CredentialFailure | null;
}

/** What WeChat tells about a shard's authorizers: who they are and what they have granted. */
export class AuthorizerProfiles {
  readonly #store: AuthorizerStore;
  readonly #component: ComponentAccess;
  readonly #inFlight = new Map<string, Promise<Result<AuthorizerRow, CredentialFailure>>>();

  constructor(store: AuthorizerStore, component: ComponentAccess) {
    this.#store = store;
    this.#component = component;
  }

  /** Asks WeChat; what it does not tell stays as it is. */
  refresh(authorizerAppid: string): Promise<Result<AuthorizerRow, CredentialFailure>> {
    const running = this.#inFlight.get(authorizerAppid);
    if (running !== undefined) return running;
    const refreshing = this.#refresh(authorizerAppid).finally(() => this.#inFlight.delete(authorizerAppid));
    this.#inFlight.set(authorizerAppid, refreshing);
    return refreshing;
  }

  /** One after the other, until the platform's own trouble makes it pointless. */
  async refreshAll(authorizerAppids: readonly string[]): Promise<DescribeResult> {
    const result: DescribeResult = { failed: 0, trouble: null };
    for (const authorizerAppid of authorizerAppids) {
      const refreshed = await this.refresh(authorizerAppid);
      if (refreshed.ok) continue;
      result.failed += 1;
      if (isPlatformTrouble(refreshed.failure)) return { ...result, trouble: refreshed.failure };
    }
    return result;
  }

  async #refresh(authorizerAppid: string): Promise<Result<AuthorizerRow, CredentialFailure>> {
    const { generation } = this.#store.getOrNew(authorizerAppid);
    const info = await askForInfo(this.#component, authorizerAppid);
    const row = this.#store.get(authorizerAppid);
    if (row === null) return fail({ code: "unknown_authorizer" });
    const now = Date.now();
    if (!info.ok) {
      const revoked = info.failure.failure.code === "authorizer_unauthorized" && row.generation === generation;
      // Its token may be fine while its profile can't be had, so nothing but a revocation counts against it.
      const failed = revoked ? failedRow(row, info.failure, now) : null;
      if (failed !== null) await this.#store.save(failed);
      else this.#store.put({ ...row, profileDueAt: now + RETRY_MS });
      return fail(info.failure.failure);
    }
    const { profile, funcInfo, authorizerRefreshToken } = info.value;
    return ok(
      this.#store.put({
        ...row,
        // A stored one is never replaced from here: it may be newer than what WeChat tells.
        refreshToken: row.refreshToken ?? authorizerRefreshToken,
        lastError: row.refreshToken === null && authorizerRefreshToken !== null ? null : row.lastError,
        accountType: profile.accountType,
        nickName: profile.nickName ?? row.nickName,
        headImg: profile.headImg ?? row.headImg,
        principalName: profile.principalName ?? row.principalName,
        userName: profile.userName ?? row.userName,
        funcInfo: row.generation === generation ? (funcInfo ?? row.funcInfo) : row.funcInfo,
        profileDueAt: row.generation === generation ? null : row.profileDueAt,
        updatedAt: now,
      }),
    );
  }
}
