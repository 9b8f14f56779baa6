/** A back end of the business, which asks the Worker with its key. */
export interface BackEnd {
  /**
   * The body goes out as JSON. `Json` is what the caller takes the answer for; nothing checks it, whoever asks asserts what
   * matters.
   */
  ask<Json>(path: string, request?: { method?: string; body?: unknown }): Promise<{ status: number; json: Json }>;
}

export interface ComponentTokenJson {
  component_appid: string;
  component_access_token: string;
  expires_in: number;
}

export interface AuthorizerTokenJson {
  authorizer_appid: string;
  authorizer_access_token: string;
  expires_in: number;
}

export interface AuthorizerJson {
  authorizer_appid: string;
  status: string;
  nick_name: string | null;
  principal_name: string | null;
  tenant: string | null;
  func_info: { id: number; name: string }[];
}

export interface LinkJson {
  url: string;
  expires_at: string;
  qr_svg: string;
}

export interface StatusJson {
  authorizers: { total: number; authorized: number; unauthorized: number; needs_reauthorization: number; due: number };
  last_sweep: { refreshed: number; failed: number; remaining: number } | null;
  problems: { code: string }[];
}

export interface ProblemJson {
  code: string;
  status: number;
  detail: string;
}

export function createBackEnd(origin: string, key: string): BackEnd {
  return {
    async ask<Json>(path: string, { method = "GET", body }: { method?: string; body?: unknown } = {}) {
      const response = await fetch(new URL(path, origin), {
        method,
        headers: { authorization: `Bearer ${key}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: (await response.json()) as Json };
    },
  };
}
