import { Avatar } from "../page/avatar.tsx";
import { Page } from "../page/layout.tsx";
import type { Locale } from "../page/locale.ts";
import { Mark } from "../page/mark.tsx";
import type { AccountType } from "../wechat/account-type.ts";

interface AuthorizedPageProps {
  locale: Locale;
  authorizer: AuthorizedAccount;
}

/** What the page tells about the account; WeChat may not have told the profile yet. */
export interface AuthorizedAccount {
  authorizerAppid: string;
  nickName: string | null;
  headImg: string | null;
  principalName: string | null;
  accountType: AccountType;
  /** Names in the page's language; the id as text where the name is unknown. */
  funcInfo: readonly { id: number; name: string }[];
}

/** Says which account was authorized and for what, and that the window may be closed. */
export function AuthorizedPage({ locale, authorizer }: AuthorizedPageProps) {
  const text = TEXTS[locale];
  const type = text.types[authorizer.accountType];
  return (
    <Page locale={locale} title={text.title}>
      <Mark kind="success" />
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <div class="account">
        <Avatar name={authorizer.nickName ?? type} headImg={authorizer.headImg} />
        <div class="account-text">
          <p class="account-name">{authorizer.nickName ?? type}</p>
          {authorizer.principalName && <p class="account-facts">{authorizer.principalName}</p>}
          <p class="account-facts">
            {authorizer.nickName && `${type} · `}
            <span class="code">{authorizer.authorizerAppid}</span>
          </p>
        </div>
      </div>
      {authorizer.funcInfo.length > 0 && (
        <section class="permissions" aria-labelledby="permissions">
          <h2 id="permissions">{text.permissions(authorizer.funcInfo.length)}</h2>
          <ul>
            {authorizer.funcInfo.map(({ id, name }) => (
              <li>{name === String(id) ? text.unnamed(id) : name}</li>
            ))}
          </ul>
        </section>
      )}
      <p class="note">{text.revoke[authorizer.accountType]}</p>
    </Page>
  );
}

interface AuthorizedTexts {
  title: string;
  lead: string;
  types: Record<AccountType, string>;
  permissions: (count: number) => string;
  unnamed: (id: number) => string;
  /** Only the account itself can take an authorization back, and only in WeChat. */
  revoke: Record<AccountType, string>;
}

const MP_ZH = "如需更改或取消授权，请登录微信公众平台（mp.weixin.qq.com）操作。";
const ELSEWHERE_ZH = "如需更改或取消授权，请到该账号的微信管理后台操作。";
const MP_EN = "To change or withdraw this, sign in to mp.weixin.qq.com.";
const ELSEWHERE_EN = "To change or withdraw this, use the account’s own admin site at WeChat.";

const TEXTS: Record<Locale, AuthorizedTexts> = {
  zh: {
    title: "授权成功",
    lead: "以下账号已完成授权，您现在可以关闭本页面。",
    types: { official_account: "公众号", mini_program: "小程序", channels: "视频号", other: "微信账号" },
    permissions: (count) => `已授予的权限（${count} 项）`,
    unnamed: (id) => `权限集 ${id}`,
    revoke: { official_account: MP_ZH, mini_program: MP_ZH, channels: ELSEWHERE_ZH, other: ELSEWHERE_ZH },
  },
  en: {
    title: "Authorized",
    lead: "This account is now connected. You can close this window.",
    types: {
      official_account: "Official Account",
      mini_program: "Mini Program",
      channels: "Channels account",
      other: "WeChat account",
    },
    permissions: (count) => `Permissions granted (${count})`,
    unnamed: (id) => `Permission set ${id}`,
    revoke: { official_account: MP_EN, mini_program: MP_EN, channels: ELSEWHERE_EN, other: ELSEWHERE_EN },
  },
};
