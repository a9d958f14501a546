import { readGrant } from "../read-grant";
import type { CrmConnector } from "../types";
import { consent, tokens } from "./access";
import { createZohoClient } from "./client";
import { findByApiOrigin, toApiOrigin, toCrmOrigin, ZOHO_HOSTS } from "./data-centres";
import { readError } from "./errors";
import { createZohoSession } from "./session";
import { dataCentreSchema, settingsSchema } from "./settings";
import { texts } from "./texts";

export const zoho: CrmConnector = {
  provider: "zoho",
  label: "Zoho CRM",
  texts,
  settingsSchema,
  // Calls at a time are what Zoho limits (5 in its free edition), besides the credits of a day.
  limits: { requestsPerSecond: 10, concurrent: 3, usedUp: { afterRefusals: 10, pauseSeconds: 600 } },
  hosts: ZOHO_HOSTS,
  readError,
  tokens,
  consent,
  connect(settings, http, directory) {
    const origin = readGrant(settings)?.origin ?? toApiOrigin(dataCentreSchema.parse(settings).dataCentre);
    const client = createZohoClient(origin, http);
    return createZohoSession({ client, crmOrigin: toCrmOrigin(findByApiOrigin(origin) ?? "us"), directory });
  },
};
