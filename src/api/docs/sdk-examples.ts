/** How an SDK that exists is pointed here. */
export interface SdkExample {
  name: string;
  /** What the example was checked against. */
  version: string;
  way: "proxy" | "token";
  code(origin: string): string;
}

const APPID = "wxfedcba9876543210";

export const SDK_EXAMPLES: readonly SdkExample[] = [
  {
    name: "EasyWeChat",
    version: "PHP, 6.19",
    way: "proxy",
    code: (origin) => `use EasyWeChat\\OfficialAccount\\Application; // or MiniApp\\Application
use EasyWeChat\\OpenPlatform\\AuthorizerAccessToken;

$app = new Application([
    'app_id' => '${APPID}',
    'http' => [
        'base_uri' => '${origin}/wx/${APPID}/',
        'headers' => ['Authorization' => 'Bearer '.getenv('KEY')],
    ],
]);
// Keeps EasyWeChat from asking for a token of its own; the real one is put in on the way.
$app->setAccessToken(new AuthorizerAccessToken('${APPID}', 'none'));

$users = $app->getClient()->get('cgi-bin/user/get')->toArray();`,
  },
  {
    name: "node-easywechat",
    version: "Node, 3.6",
    way: "proxy",
    code: (origin) => `import { OfficialAccount } from "node-easywechat"; // or MiniApp

const app = new OfficialAccount({
  app_id: "${APPID}",
  http: {
    baseURL: "${origin}/wx/${APPID}/",
    headers: { authorization: \`Bearer \${process.env.KEY}\` },
  },
});
// Keeps it from asking for a token of its own; the real one is put in on the way.
app.setAccessToken({ getToken: async () => "none", toQuery: async () => ({ access_token: "none" }) });

const users = (await app.createClient().get("cgi-bin/user/get")).toObject();`,
  },
  {
    name: "WxJava",
    version: "Java, weixin-java-mp 4.6",
    way: "proxy",
    code: (
      origin,
    ) => `// Before the first service is made: the HTTP client is shared, so the key goes to this host alone.
HttpRequestInterceptor key = (request, context) -> {
  HttpHost host = HttpClientContext.adapt(context).getTargetHost();
  if (host.getHostName().equals("${hostOf(origin)}")) {
    request.setHeader("Authorization", "Bearer " + System.getenv("KEY"));
  }
};
DefaultApacheHttpClientBuilder.get().getRequestInterceptors().add(key);

// Keeps WxJava from asking for a token of its own; the real one is put in on the way.
WxMpDefaultConfigImpl config = new WxMpDefaultConfigImpl() {
  @Override public String getAccessToken() { return "none"; }
  @Override public boolean isAccessTokenExpired() { return false; }
};
config.setAppId("${APPID}");
config.setHostConfig(WxMpHostConfig.builder().apiHost("${origin}/wx/${APPID}").build());

WxMpService service = new WxMpServiceImpl();
service.setWxMpConfigStorage(config);
WxMpUserList users = service.getUserService().userList(null);`,
  },
  {
    name: "silenceper/wechat",
    version: "Go, v2.1.6",
    way: "token",
    code: (
      origin,
    ) => `// Its hosts can be changed for the whole process only, so it fetches each account's token instead.
type platformToken struct{ appid string }

func (t platformToken) GetAccessToken() (string, error) {
	req, err := http.NewRequest("GET", "${origin}/v1/authorizers/"+t.appid+"/access-token", nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("Authorization", "Bearer "+os.Getenv("KEY"))
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	var body struct {
		Token string \`json:"authorizer_access_token"\`
		Code  string \`json:"code"\`
	}
	if err := json.NewDecoder(res.Body).Decode(&body); err != nil {
		return "", err
	}
	if body.Token == "" {
		return "", errors.New(body.Code)
	}
	return body.Token, nil
}

account := officialaccount.NewOfficialAccount(&config.Config{AppID: "${APPID}", Cache: cache.NewMemory()})
account.SetAccessTokenHandle(platformToken{"${APPID}"})
users, err := account.GetUser().ListUserOpenIDs()`,
  },
];

export const TYPESCRIPT_EXAMPLE = (origin: string) => `import createClient from "openapi-fetch";
import type { paths } from "./client.d.ts";

const platform = createClient<paths>({
  baseUrl: "${origin}",
  headers: { authorization: \`Bearer \${process.env.KEY}\` },
});
const { data, error } = await platform.GET("/v1/authorizers/{appid}/access-token", {
  params: { path: { appid: "${APPID}" } },
});`;

function hostOf(origin: string): string {
  return new URL(origin).hostname;
}
