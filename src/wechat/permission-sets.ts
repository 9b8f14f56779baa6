/** One permission set (权限集): what an account's admin grants or withholds as a whole. */
export interface PermissionSet {
  id: number;
  /** The name WeChat's own pages show. */
  zh: string;
  /** Our rendering; WeChat's English pages are machine-translated. */
  en: string;
  /** Whose list it is on. `other`: Channels (视频号) and the shop assistant (带货助手). */
  kind: "official_account" | "mini_program" | "other";
  /** An account can grant it to one platform at a time (互斥). */
  exclusive: boolean;
}

type Row = readonly [id: number, zh: string, en: string, exclusive?: "exclusive"];

/** https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/offical_account_authority.html */
const OFFICIAL_ACCOUNT: readonly Row[] = [
  [1, "消息管理", "Messages"],
  [2, "用户管理", "Followers"],
  [3, "账号服务", "Account services"],
  [4, "网页服务", "Web pages", "exclusive"],
  [5, "微信小店", "Weixin Store"],
  [6, "微信多客服", "Customer service agents"],
  [7, "群发与通知", "Broadcasts and notifications"],
  [8, "微信卡券", "Cards and coupons"],
  [9, "微信扫一扫", "Scan"],
  [10, "微信连WIFI", "Wi-Fi via WeChat"],
  [11, "素材管理", "Media library"],
  [12, "微信摇周边", "Shake Nearby"],
  [13, "微信门店", "Store locations"],
  [14, "微信支付", "WeChat Pay"],
  [15, "菜单管理", "Custom menu"],
  [16, "获取认证状态及信息", "Verification status"],
  [22, "城市服务", "City services"],
  [23, "广告管理", "Advertising"],
  [24, "开放平台账号管理", "Open Platform account", "exclusive"],
  [26, "微信电子发票", "E-invoices"],
  [27, "快速注册小程序", "Quick mini program registration"],
  [33, "小程序关联管理", "Linked mini programs"],
  [34, "微信商品库管理", "Product library", "exclusive"],
  [35, "微信卡路里", "Calories"],
  [44, "好物圈", "Good Finds"],
  [46, "微信一物一码", "One code per item"],
  [47, "微信财政电子票据", "Fiscal e-receipts"],
  [54, "服务号对话管理", "Service account conversations", "exclusive"],
  [66, "微信服务市场管理", "Service Market"],
  [89, "服务号订阅通知", "Subscription notifications"],
  [113, "就医助手", "Medical visit assistant"],
  [121, "公众号购物订单", "Shopping orders"],
  [172, "公众号消息推送", "Message push"],
];

/** https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/miniprogram_authority.html */
const MINI_PROGRAM: readonly Row[] = [
  [17, "获取小程序码", "Mini program codes"],
  [18, "小程序开发与数据分析", "Development and analytics", "exclusive"],
  [19, "小程序客服管理", "Customer service"],
  [20, "微信登录", "WeChat login"],
  [21, "数据分析", "Analytics"],
  [25, "开放平台账号管理", "Open Platform account", "exclusive"],
  [30, "小程序基本信息管理", "Name, avatar and categories"],
  [31, "小程序认证名称检测", "Verified name check"],
  [36, "微信卡路里管理", "Calories"],
  [37, "附近的小程序管理", "Mini programs nearby"],
  [40, "小程序插件管理", "Plug-ins", "exclusive"],
  [41, "好物圈管理", "Good Finds", "exclusive"],
  [45, "微信物流服务", "Logistics", "exclusive"],
  [48, "微信财政电子票据管理", "Fiscal e-receipts"],
  [49, "小程序云开发管理", "Cloud development", "exclusive"],
  [51, "小程序即时配送", "Same-hour delivery", "exclusive"],
  [52, "小程序直播管理", "Live streaming"],
  [57, "页面推送", "Page submission to search"],
  [65, "小程序广告管理", "Advertising"],
  [67, "微信服务市场管理", "Service Market"],
  [70, "标准版交易组件商品管理", "Standard trade component: products"],
  [71, "标准版交易组件订单物流与售后管理", "Standard trade component: orders, shipping and after-sales"],
  [73, "标准版交易组件接入", "Standard trade component: access", "exclusive"],
  [76, "小程序违规与交易投诉管理", "Violations and trade complaints", "exclusive"],
  [81, "试用小程序快速认证", "Quick verification of trial mini programs", "exclusive"],
  [84, "标准版交易组件优惠券管理", "Standard trade component: coupons"],
  [85, "自定义版交易组件管理", "Custom trade component"],
  [86, "小商店装修", "Mini shop decoration"],
  [88, "小程序链接管理", "Mini program links"],
  [93, "小程序联盟管理", "Mini program alliance"],
  [99, "云开发短信服务", "Cloud development: text messages"],
  [102, "云开发微信支付", "Cloud development: WeChat Pay"],
  [104, "标准版组件资金链路", "Standard trade component: funds"],
  [105, "城市服务", "City services"],
  [107, "连接器电商场景接入", "Connector for e-commerce"],
  [112, "红包封面管理", "Red packet covers"],
  [116, "获取自定义版交易组件数据", "Custom trade component: data"],
  [117, "小程序图像处理", "Image processing"],
  [118, "硬件服务", "Hardware"],
  [119, "小程序支付管理服务", "Payment management"],
  [120, "小程序购物订单", "Shopping orders"],
  [129, "视频号小店商品管理", "Channels shop: products"],
  [130, "视频号小店物流管理", "Channels shop: shipping"],
  [131, "视频号小店订单与售后管理", "Channels shop: orders and after-sales"],
  [132, "视频号小店优惠券管理", "Channels shop: coupons"],
  [133, "视频号商品橱窗管理", "Channels product showcase"],
  [135, "流量主代运营", "Ad revenue operation"],
  [138, "视频号小店资金管理", "Channels shop: funds"],
  [139, "小程序运费险", "Return shipping insurance"],
  [140, "小程序推广员", "Promoters"],
  [141, "视频号小店优选联盟", "Channels shop: affiliate alliance"],
  [142, "小程序发货管理服务", "Order shipping management"],
  [144, "微信学生身份验证", "Student verification"],
  [151, "小程序交易保障", "Trade guarantee"],
  [153, "微短剧小程序资源管理", "Short drama resources"],
  [156, "小程序备案服务", "ICP filing"],
  [157, "小程序虚拟支付管理", "Virtual payment"],
  [158, "B2b门店助手", "B2B store assistant"],
  [159, "视频号电子面单管理", "Channels shop: e-waybills"],
  [161, "微信客服管理", "WeChat customer service"],
  [171, "小程序消息推送", "Message push"],
  [173, "小游戏消息推送", "Mini game message push"],
  [185, "小程序管理微信小店会员", "Weixin Store members"],
];

/**
 * https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/channel_authority.html and
 * https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/talent_authority.html
 */
const OTHER: readonly Row[] = [
  [143, "视频号留资组件管理", "Channels: lead forms"],
  [160, "视频号留资服务的直播数据", "Channels: live data of lead forms"],
  [174, "视频号消息推送", "Channels: message push"],
  [176, "达人数据", "Channels: creator data"],
  [177, "视频号商品橱窗管理", "Channels: product showcase"],
  [189, "带货助手橱窗商品管理", "Shop assistant: showcase products"],
  [190, "带货助手订单管理", "Shop assistant: orders"],
];

/** Every permission set whose name is known, by id. WeChat adds new ones: an id that is not here is not an error. */
export const PERMISSION_SETS: ReadonlyMap<number, PermissionSet> = new Map(
  [
    ...listed("official_account", OFFICIAL_ACCOUNT),
    ...listed("mini_program", MINI_PROGRAM),
    ...listed("other", OTHER),
  ].map((set) => [set.id, set]),
);

/** The name of a permission set in the reader's language; for an unknown id the number as text. */
export function permissionSetName(id: number, locale: "zh" | "en"): string {
  return PERMISSION_SETS.get(id)?.[locale] ?? String(id);
}

function listed(kind: PermissionSet["kind"], rows: readonly Row[]): PermissionSet[] {
  return rows.map(([id, zh, en, exclusive]) => ({ id, zh, en, kind, exclusive: exclusive !== undefined }));
}
