import type { AccountKind } from "./accounts.ts";

/** 权限集 a merchant can grant, by kind of account: those of the published documentation that a platform commonly asks for. */
export const PERMISSION_SETS: Record<AccountKind, Record<number, string>> = {
  official_account: {
    1: "消息管理",
    2: "用户管理",
    3: "账号服务",
    4: "网页服务",
    6: "微信多客服",
    7: "群发与通知",
    11: "素材管理",
    15: "自定义菜单",
    24: "开放平台账号管理",
    33: "小程序关联管理",
    89: "服务号订阅通知",
  },
  mini_program: {
    17: "获取小程序码",
    18: "开发与数据分析",
    19: "客服管理",
    25: "开放平台账号管理",
    30: "基本信息",
    31: "认证名称检测",
    37: "附近的小程序",
    40: "插件管理",
    142: "发货管理",
    156: "备案",
    171: "小程序消息推送",
  },
  channels: { 129: "视频号小店商品", 131: "视频号小店订单与售后", 133: "商品橱窗", 174: "视频号消息推送" },
  promoter: { 140: "推广员" },
  talent: { 133: "商品橱窗" },
};

export function permissionSetIds(kind: AccountKind): number[] {
  return Object.keys(PERMISSION_SETS[kind]).map(Number);
}

export function permissionSetName(kind: AccountKind, id: number): string {
  return PERMISSION_SETS[kind][id] ?? `权限集 ${id}`;
}
