import type { Opening } from "../authorization/admit-link.ts";
import type { Push } from "../push/push.ts";
import { AccessTokens } from "./access-tokens.ts";
import { Accounts } from "./accounts.ts";
import { type Authorization, Authorizations } from "./authorizations.ts";
import { Background } from "./background.ts";
import { Calls } from "./calls.ts";
import { CAST } from "./cast.ts";
import { Faults } from "./faults.ts";
import { MediaStore } from "./media.ts";
import { Quotas } from "./quotas.ts";
import { Random } from "./random.ts";
import type { Settings } from "./settings.ts";
import { SingleUseCodes } from "./single-use-codes.ts";
import { Tickets } from "./tickets.ts";
import { WebLogins } from "./web-logins.ts";

/** A message a component sent for an authorizer through custom/send. */
export interface SentMessage {
  at: number;
  authorizerAppid: string;
  message: Record<string, unknown>;
}

/** The whole of WeChat's side of one component, as one state. Nothing outlives it and nothing else is global. */
export interface Wechat {
  settings: Settings;
  random: Random;
  tickets: Tickets;
  accessTokens: AccessTokens;
  accounts: Accounts;
  authorizations: Authorizations;
  preAuthCodes: SingleUseCodes<null>;
  /** The authorization page last opened with a pre_auth_code. */
  openings: Map<string, Opening>;
  authorizationCodes: SingleUseCodes<Authorization>;
  jsapiTickets: Map<string, { value: string; expiresAt: number }>;
  webLogins: WebLogins;
  media: MediaStore;
  sentMessages: SentMessage[];
  calls: Calls;
  pushes: Push[];
  faults: Faults;
  quotas: Quotas;
  background: Background;
}

export function createWechat(settings: Settings): Wechat {
  const random = new Random(settings.seed);
  // Reads the clock through the settings, so that replacing `settings.now` reaches everybody.
  const now = () => settings.now();
  const wechat: Wechat = {
    settings,
    random: random.fork(),
    tickets: new Tickets(settings, random.fork()),
    accessTokens: new AccessTokens(settings, random.fork()),
    accounts: new Accounts(),
    authorizations: new Authorizations(random.fork(), now),
    preAuthCodes: new SingleUseCodes("preauthcode@@@", random.fork(), now),
    openings: new Map(),
    authorizationCodes: new SingleUseCodes("queryauthcode@@@", random.fork(), now),
    jsapiTickets: new Map(),
    webLogins: new WebLogins(random.fork(), now),
    media: new MediaStore(random.fork()),
    sentMessages: [],
    calls: new Calls(settings),
    pushes: [],
    faults: new Faults(random.fork()),
    quotas: new Quotas(settings),
    background: new Background(),
  };
  for (const account of CAST) wechat.accounts.add(account);
  return wechat;
}

export function unixSeconds(wechat: Wechat): number {
  return Math.floor(wechat.settings.now() / 1000);
}
