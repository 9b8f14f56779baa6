/** 公众号 · 小程序 · 视频号 · 小程序推客 · 带货助手 */
export type AccountKind = "official_account" | "mini_program" | "channels" | "promoter" | "talent";

/** An account at WeChat, whether or not it has granted the component anything. */
export interface Account {
  appid: string;
  /** 原始ID, `gh_…`. */
  userName: string;
  kind: AccountKind;
  nickName: string;
  principalName: string;
  alias: string;
  signature: string;
  /** service_type_info.id: official accounts 0 订阅号, 2 服务号; mini programs 0, games 4. */
  serviceType: number;
  /** verify_type_info.id: -1 未认证, 0 微信认证. */
  verifyType: number;
  /** account_status: 1 正常, 14 已注销, 16 已封禁, 18 已告警, 19 已冻结. */
  accountStatus: number;
  /** Without it, api_query_auth gives the appid and nothing else. */
  hasApiPermission: boolean;
  /** 网页授权域名: hosts a web login of this account may return to; null allows any. */
  webDomains: string[] | null;
}

/** All that is needed to invent an account; the rest is filled in. */
export type AccountSketch = Pick<Account, "appid" | "nickName"> & Partial<Account>;

const WORDS = ["青禾", "南山", "一方", "云上", "小满", "拾光", "东篱", "知味", "和风", "晴川"];
const TRADES = ["茶馆", "书店", "烘焙", "花艺", "健身", "咖啡", "家居", "果园", "旅行", "宠物"];

export class Accounts {
  #byAppid = new Map<string, Account>();
  #invented = 0;

  add(sketch: AccountSketch): Account {
    const kind = sketch.kind ?? "official_account";
    const account: Account = {
      userName: `gh_${sketch.appid.slice(-12)}`,
      kind,
      principalName: `${sketch.nickName}有限公司`,
      alias: "",
      signature: "",
      serviceType: kind === "official_account" ? 2 : 0,
      verifyType: 0,
      accountStatus: 1,
      hasApiPermission: true,
      webDomains: null,
      ...sketch,
    };
    this.#byAppid.set(account.appid, account);
    return account;
  }

  /** Many accounts at once, every third one a mini program; returns them in order. */
  addMany(count: number): Account[] {
    return Array.from({ length: count }, () => {
      this.#invented += 1;
      const number = this.#invented;
      const word = WORDS[number % WORDS.length] ?? "";
      const trade = TRADES[Math.floor(number / WORDS.length) % TRADES.length] ?? "";
      return this.add({
        appid: `wx${number.toString(16).padStart(16, "0").replace(/^0/, "a")}`,
        nickName: `${word}${trade}${number}号店`,
        kind: number % 3 === 0 ? "mini_program" : "official_account",
      });
    });
  }

  remove(appid: string): void {
    this.#byAppid.delete(appid);
  }

  get(appid: string): Account | undefined {
    return this.#byAppid.get(appid);
  }

  /** Throws on an unknown appid: levers are pulled by tests, and a silent miss would hide a typing error. */
  require(appid: string): Account {
    const account = this.#byAppid.get(appid);
    if (account === undefined) throw new Error(`the simulator has no account ${appid}; add it with addAccount()`);
    return account;
  }

  get size(): number {
    return this.#byAppid.size;
  }

  all(): IterableIterator<Account> {
    return this.#byAppid.values();
  }
}
