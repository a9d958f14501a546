import { z } from "zod";
import { readGrant } from "../read-grant";
import type { CrmSettings } from "../types";

const WEBHOOK_PATH = /^\/rest\/(\d+)\/([\w-]+)(?:\/.*)?$/;

/**
 * Where a portal is spoken to. The address of an incoming webhook holds its secret, so that all of it is one. Before the
 * consent page the portal alone is enough, which the check of the whole form does not accept.
 */
export const settingsSchema = z
  .object({
    address: z.string().trim().min(1).max(500).transform(toAddress).meta({ secret: true }),
  })
  .refine(({ address }) => isWebhook(address), { path: ["address"] });

/** Where the methods of one account are called, and where its pages are. Both without a slash at the end. */
export type Access = { restUrl: string; portalUrl: string };

/** How the settings of a connection lead to the portal: through a webhook, or with the access of the consent page. */
export function toAccess(settings: CrmSettings): Access {
  const grant = readGrant(settings);
  if (!grant) {
    const { address } = settingsSchema.parse(settings);
    return { restUrl: address.replace(/\/$/, ""), portalUrl: new URL(address).origin };
  }
  const portalUrl = grant.origin ?? readPortal(settings);
  return { restUrl: `${portalUrl}/rest`, portalUrl };
}

/** Origin of the portal that the form names. */
export function readPortal(settings: CrmSettings): string {
  return new URL(settingsSchema.shape.address.parse(settings.address)).origin;
}

function isWebhook(address: string) {
  return URL.canParse(address) && WEBHOOK_PATH.test(new URL(address).pathname);
}

/**
 * @example
 * toAddress("acme.bitrix24.ua/rest/1/abc123/profile.json") // => "https://acme.bitrix24.ua/rest/1/abc123/"
 * toAddress("acme.bitrix24.ua") // => "https://acme.bitrix24.ua/"
 */
function toAddress(text: string, context: z.RefinementCtx): string {
  const written = text.includes("://") ? text : `https://${text}`;
  const url = URL.canParse(written) ? new URL(written) : null;
  // Bitrix24 refuses plain http, and a name in front of the host would hide where the secret goes.
  if (url?.protocol !== "https:" || url.username || url.password || !url.hostname.includes(".")) {
    context.addIssue({ code: "custom", message: "Not the address of a portal" });
    return z.NEVER;
  }
  const [, userId, code] = WEBHOOK_PATH.exec(url.pathname) ?? [];
  return userId && code ? `${url.origin}/rest/${userId}/${code}/` : `${url.origin}/`;
}
