import { DurableObject } from "cloudflare:workers";
export class ComponentCredentials extends DurableObject {}
export class AuthorizerCredentials extends DurableObject {}
export default { fetch: () => new Response("ok") };
