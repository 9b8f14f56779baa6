import type { Authorizer } from "../credentials/authorizer-credentials.ts";
import { Avatar } from "../page/avatar.tsx";
import type { Locale } from "../page/locale.ts";
import { TYPE_LABELS } from "./authorizer-labels.ts";

/** An account with its picture: who it is, of what kind, and whose. */
export function Account({ authorizer, locale }: { authorizer: Authorizer; locale: Locale }) {
  const { authorizerAppid, nickName, headImg, principalName, accountType } = authorizer;
  const name = nickName ?? authorizerAppid;
  return (
    <div class="account">
      <Avatar name={name} headImg={headImg} />
      <div class="row-main">
        <p class="row-title">
          <a href={`/console/authorizers/${authorizerAppid}`}>{name}</a>
        </p>
        <p class="row-facts">
          {[accountType === null ? null : TYPE_LABELS[locale][accountType], principalName].filter(Boolean).join(" · ")}
        </p>
        <p class="row-facts code">{authorizerAppid}</p>
      </div>
    </div>
  );
}
