"use server";

import { z } from "zod";
import { createAction } from "@/lib/action";
import { compareOnRecent } from "@/lib/dry-run/compare-on-recent";
import { DRY_TEXT_CHARS_MAX } from "@/lib/dry-run/dry-run-types";
import { runDry } from "@/lib/dry-run/run-dry";
import { integrationFormSchema } from "@/lib/integrations/schema";

const triedSettings = integrationFormSchema.extend({ id: z.uuid() });

/** Tells what would become of an event with the settings as they stand in the form. Nothing is written. */
export const dryRunEvent = createAction({
  role: "admin",
  input: triedSettings.extend({
    event: z.union([
      z.strictObject({ leadId: z.uuid() }),
      z.strictObject({ text: z.string().min(1).max(DRY_TEXT_CHARS_MAX) }),
    ]),
  }),
  handler: ({ id, event, name, ...settings }, { accountId }) =>
    runDry({ accountId, integrationId: id, integrationName: name, event, settings }),
});

/** Lists which of the last events would come out otherwise with the settings as they stand in the form. */
export const compareWithPublished = createAction({
  role: "admin",
  input: triedSettings,
  handler: ({ id, name, ...settings }, { accountId }) =>
    compareOnRecent({ accountId, integrationId: id, integrationName: name, settings }),
});
