import { z } from "zod";
import { DATA_CENTRE_NAMES } from "./data-centres";

const credential = z.string().trim().min(10).max(300);

/** What the connection form of Zoho CRM asks for: a «Self Client» of the customer's own. */
export const settingsSchema = z.object({
  dataCentre: z.enum(DATA_CENTRE_NAMES),
  clientId: credential,
  clientSecret: credential.meta({ secret: true }),
  /** Good once and for minutes; what it was traded for is kept in the grant. */
  code: credential.meta({ secret: true }),
});

/** All that is asked for before the consent page. */
export const dataCentreSchema = settingsSchema.pick({ dataCentre: true });
