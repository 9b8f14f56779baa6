import type { Account } from "../state/accounts.ts";
import type { Endpoint } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

/** POST in current documents, GET in old ones; set 3 for official accounts, 30 for mini programs. */
export const getAccountBasicInfo: Endpoint = {
  method: "GET or POST",
  token: "authorizer",
  permissionSet: { official_account: 3, mini_program: 30 },
  answer({ authorization }) {
    if (authorization === null) return refuse(48001);
    const { account } = authorization;
    return {
      errcode: 0,
      errmsg: "ok",
      appid: account.appid,
      account_type: accountType(account),
      principal_type: 1,
      principal_name: account.principalName,
      credential: `91330100${account.appid.slice(-10).toUpperCase()}`,
      realname_status: 1,
      wx_verify_info: {
        qualification_verify: account.verifyType >= 0,
        naming_verify: account.verifyType === 0,
        annual_review: account.verifyType >= 0,
        annual_review_begin_time: 1_700_000_000,
        annual_review_end_time: 1_731_622_400,
      },
      signature_info: { signature: account.signature, modify_used_count: 0, modify_quota: 5 },
      head_image_info: {
        head_image_url: `http://wx.qlogo.cn/mmopen/${account.appid}/0`,
        modify_used_count: 0,
        modify_quota: 5,
      },
      nickname_info: { nickname: account.nickName, modify_used_count: 0, modify_quota: 2 },
      registered_country: 1017,
      customer_type: 1,
    };
  },
};

/** 1 订阅号, 2 服务号, 3 小程序. */
function accountType(account: Account): number {
  if (account.kind !== "official_account") return 3;
  return account.serviceType === 2 ? 2 : 1;
}
