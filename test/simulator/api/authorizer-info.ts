import type { Account } from "../state/accounts.ts";
import type { Authorization } from "../state/authorizations.ts";
import type { Settings } from "../state/settings.ts";
import { type Endpoint, text } from "./endpoint.ts";
import { refuse } from "./errcode.ts";
import { funcInfo } from "./query-auth.ts";

export const apiGetAuthorizerInfo: Endpoint = {
  method: "POST",
  token: "component",
  componentAppid: "body",
  answer({ wechat, body }) {
    const authorization = wechat.authorizations.get(text(body, "authorizer_appid"));
    if (authorization === undefined) return refuse(61003);
    return {
      authorizer_info: authorizerInfo(authorization.account),
      authorization_info: {
        authorizer_appid: authorization.account.appid,
        ...refreshTokenShown(wechat.settings, authorization),
        func_info: funcInfo(authorization.funcIds),
      },
    };
  },
};

function refreshTokenShown(settings: Settings, { account, exchanged, refreshToken }: Authorization) {
  if (account.kind === "official_account" && !settings.officialAccountInfoHasRefreshToken) return {};
  return { authorizer_refresh_token: exchanged ? refreshToken : "" };
}

function authorizerInfo(account: Account): Record<string, unknown> {
  const common = {
    nick_name: account.nickName,
    head_img: `http://wx.qlogo.cn/mmopen/${account.appid}/0`,
    service_type_info: { id: account.serviceType },
    verify_type_info: { id: account.verifyType },
    user_name: account.userName,
    alias: account.alias,
    qrcode_url: `http://mmbiz.qpic.cn/mmbiz_jpg/${account.appid}/0`,
    business_info: { open_pay: 0, open_shake: 0, open_scan: 0, open_card: 0, open_store: 0 },
    idc: 1,
    principal_name: account.principalName,
    signature: account.signature,
  };
  const details = {
    register_type: 0,
    account_status: account.accountStatus,
    basic_config: { is_phone_configured: true, is_email_configured: true },
  };
  switch (account.kind) {
    case "official_account":
      return { ...common, account_status: account.accountStatus };
    case "mini_program":
      return { ...common, MiniProgramInfo: miniProgramInfo(), ...details };
    case "channels":
      return { ...common, channels_info: { id: 0 }, ...details };
    case "promoter":
      return { ...common, supplier_info: { id: 0 }, ...details };
    case "talent":
      return { ...common, talent_info: { id: 0 }, ...details };
  }
}

function miniProgramInfo() {
  const domains = ["https://api.example.com"];
  return {
    network: {
      RequestDomain: domains,
      WsRequestDomain: ["wss://api.example.com"],
      UploadDomain: domains,
      DownloadDomain: domains,
      BizDomain: [],
      UDPDomain: [],
      TCPDomain: [],
    },
    categories: [{ first: "商家自营", second: "食品饮料" }],
    visit_status: 0,
  };
}
