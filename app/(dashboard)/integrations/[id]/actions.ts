"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createAction } from "@/lib/action";
import { publishSettings } from "@/lib/integrations/mutations";
import { integrationFormSchema } from "@/lib/integrations/schema";
import { sendSample } from "@/lib/integrations/send-sample";
import { SAMPLE_SERVICES } from "@/lib/sources/sendpulse/samples";

/** Saves the whole settings page as the next version, unless somebody else saved since it was opened. */
export const saveIntegration = createAction({
  role: "admin",
  input: integrationFormSchema.extend({ id: z.uuid(), expectedVersion: z.number().int().positive() }),
  async handler({ id, expectedVersion, name, ...settings }, { accountId, userId }) {
    const saved = await withAccount(accountId, (tx) =>
      publishSettings(tx, {
        accountId,
        userId,
        id,
        basis: { version: expectedVersion, revision: null },
        name,
        settings,
      }),
    );
    if (saved.ok) revalidatePath("/integrations", "layout");
    return saved;
  },
});

/** Sends an invented event of a messenger to the integration's own address. */
export const sendSampleEvent = createAction({
  role: "admin",
  input: z.object({ id: z.uuid(), service: z.enum(SAMPLE_SERVICES) }),
  handler: ({ id, service }, { accountId }) => sendSample({ accountId, integrationId: id, service }),
});
