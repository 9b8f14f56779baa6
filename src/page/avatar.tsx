/**
 * An account's picture, over the first letter of its name: where the picture is missing or does not load, the letter shows.
 * The name stands beside it, so screen readers pass over both.
 */
export function Avatar({ name, headImg }: { name: string; headImg: string | null }) {
  const source = secureImage(headImg);
  return (
    <div class="avatar" aria-hidden="true">
      {Array.from(name.trim())[0] ?? "?"}
      {/* Without a size of its own, because browsers draw a broken picture where one is set. */}
      {source && <img src={source} alt="" />}
    </div>
  );
}

/**
 * WeChat gives pictures as `http://wx.qlogo.cn/…`, which an https page may not show; the same address answers on https.
 * Null for what is no web address.
 */
export function secureImage(headImg: string | null): string | null {
  const url = URL.parse(headImg ?? "");
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  url.protocol = "https:";
  return url.href;
}
