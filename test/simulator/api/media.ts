import { streamMedium } from "../state/media.ts";
import type { Endpoint } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

/** multipart/form-data with the field `media`; the type is in the query. */
export const mediaUpload: Endpoint = {
  method: "POST",
  token: "authorizer",
  body: "multipart",
  async answer({ wechat, request, query }) {
    const type = query.type ?? "";
    if (!["image", "voice", "video", "thumb"].includes(type)) return refuse(40097);
    const file = await uploadedFile(request);
    if (file === null) return refuse(41005);
    const medium = await wechat.media.upload(type, file);
    return { type, media_id: medium.mediaId, created_at: Math.floor(wechat.settings.now() / 1000) };
  },
};

async function uploadedFile(request: Request): Promise<File | null> {
  try {
    const media = (await request.formData()).get("media");
    return media !== null && typeof media !== "string" ? media : null;
  } catch {
    // Not a form, or one that breaks off: WeChat calls both missing data.
    return null;
  }
}

export const mediaGet: Endpoint = {
  method: "GET",
  token: "authorizer",
  answer({ wechat, query }) {
    const medium = wechat.media.find(query.media_id ?? "");
    if (medium === undefined) return refuse(40007);
    return new Response(streamMedium(medium), {
      headers: {
        "content-type": medium.contentType,
        "content-length": String(medium.byteLength),
        "content-disposition": `attachment; filename="${medium.filename}"`,
      },
    });
  },
};
