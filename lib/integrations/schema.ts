import { z } from "zod";
import { filterSchema } from "@/lib/filter/schema";
import { mappingSchema } from "@/lib/mapping/schema";
import { phoneSettingsSchema } from "@/lib/phone/schema";
import { rulesSchema } from "@/lib/rules/schema";

export const integrationNameSchema = z.string().trim().min(1).max(120);

/** Titles of SendPulse's own events that count as a lead unless the integration says otherwise. Source: product.md, «Which events count». */
const DEFAULT_EVENT_TITLES = [
  "run_custom_flow",
  "new_subscriber",
  "incoming_message",
  "open_chat",
  "link_click",
] as const;

/** Events that SendPulse names itself; any other title is one that the customer typed for a flow. */
export const KNOWN_EVENT_TITLES = [...DEFAULT_EVENT_TITLES, "outgoing_message", "unsubscribe", "bot_block"] as const;

/** Everything the settings page of an integration keeps, in its order; stored as one numbered version. */
export const integrationSettingsSchema = z.object({
  connectionId: z.uuid().nullable().default(null),
  collectionId: z.uuid().nullable().default(null),
  mapping: mappingSchema.default([]),
  filter: filterSchema.prefault({}),
  rules: rulesSchema.prefault({}),
  phone: phoneSettingsSchema.prefault({}),
  events: z
    .object({
      /** Flow webhooks carry a title that the customer typed. */
      acceptsFlows: z.boolean().default(true),
      titles: z.array(z.enum(KNOWN_EVENT_TITLES)).default([...DEFAULT_EVENT_TITLES]),
    })
    .prefault({}),
});
export type IntegrationSettings = z.infer<typeof integrationSettingsSchema>;

/** What the settings page of an integration edits at once: its name, and everything that makes up a version. */
export const integrationFormSchema = integrationSettingsSchema.extend({ name: integrationNameSchema });
export type IntegrationFormInput = z.input<typeof integrationFormSchema>;
