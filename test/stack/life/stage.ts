import type { Account } from "../../simulator/state/accounts.ts";
import type { Narrator } from "../narrator.ts";
import type { Secrets } from "../secrets.ts";
import type { Stack } from "../start.ts";

/** What every part of the platform's life plays on. */
export interface Stage {
  stack: Stack;
  narrator: Narrator;
  /** The one whose authorization is followed from the link to its end. */
  merchant: Account;
  /** All that was issued so far and must not be seen anywhere. */
  secrets: () => Secrets;
}
