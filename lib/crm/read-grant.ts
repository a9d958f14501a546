import { z } from "zod";
import type { CrmGrant, CrmSettings } from "./types";

const grantSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  expiresAt: z.string().nullable(),
  origin: z.string().nullable(),
});

/** The access that the settings of a connection hold, where the CRM gave some for a time. */
export function readGrant(settings: CrmSettings): CrmGrant | null {
  return grantSchema.safeParse(settings.grant).data ?? null;
}
