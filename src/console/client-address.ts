export { clientAddress } from "../client-address.ts";
