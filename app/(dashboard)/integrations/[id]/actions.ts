"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createAction } from "@/lib/action";
import { discardDraft, saveDraft } from "@/lib/integrations/drafts";
import { editBasisSchema, isOn } from "@/lib/integrations/edit-basis";
import { findEditBasis } from "@/lib/integrations/edit-state";
import { publishSettings } from "@/lib/integrations/mutations";
import { integrationFormSchema } from "@/lib/integrations/schema";
import { sendSample } from "@/lib/integrations/send-sample";
import { validateSettings } from "@/lib/integrations/validate-settings";
import { restoreVersion } from "@/lib/integrations/versions";
import { SAMPLE_SERVICES } from "@/lib/sources/sendpulse/samples";

const editSchema = z.object({ id: z.uuid(), basis: editBasisSchema });
/** `nameWas`: the name that the page was opened with. */
const formSchema = integrationFormSchema.extend({ ...editSchema.shape, nameWas: z.string().optional() });

/** Keeps the whole settings page as the draft, finished or not; what is published goes on. */
export const saveIntegrationDraft = createAction({
  role: "admin",
  input: formSchema,
  async handler({ id, basis, name, nameWas, ...settings }, { accountId, userId }) {
    const edits = { accountId, userId, id, basis, name, nameWas, settings };
    const saved = await withAccount(accountId, (tx) => saveDraft(tx, edits));
    if (saved.ok) revalidatePath(`/integrations/${id}`, "layout");
    return saved;
  },
});

/** Throws the draft away, so that the page shows what is published. */
export const discardIntegrationDraft = createAction({
  role: "admin",
  input: editSchema,
  async handler({ id, basis }, { accountId, userId }) {
    const discarded = await withAccount(accountId, (tx) => discardDraft(tx, { accountId, userId, id, basis }));
    if (discarded.ok) revalidatePath(`/integrations/${id}`, "layout");
    return discarded;
  },
});

/** Says whether the settings could be published now, before anybody is asked to confirm it; changes nothing. */
export const checkIntegration = createAction({
  role: "admin",
  input: formSchema,
  handler: ({ id, basis, name: _, nameWas: __, ...settings }, { accountId }) =>
    withAccount(accountId, async (tx) => {
      const current = await findEditBasis(tx, id);
      if (!current) return { ok: false, reason: "not_found" } as const;
      if (!isOn(basis, current)) return { ok: false, reason: "conflict" } as const;
      const issues = await validateSettings(tx, settings);
      return issues.length > 0 ? ({ ok: false, reason: "invalid_settings", issues } as const) : ({ ok: true } as const);
    }),
});

/** Publishes the whole settings page as the next version, unless somebody else wrote since it was opened. */
export const publishIntegration = createAction({
  role: "admin",
  input: formSchema,
  async handler({ id, basis, name, nameWas, ...settings }, { accountId, userId }) {
    const edits = { accountId, userId, id, basis, name, nameWas, settings };
    const published = await withAccount(accountId, (tx) => publishSettings(tx, edits));
    if (published.ok) revalidatePath("/integrations", "layout");
    return published;
  },
});

/** Publishes the settings of an earlier version again, as the next one. */
export const restoreIntegrationVersion = createAction({
  role: "admin",
  input: editSchema.extend({ version: z.number().int().positive() }),
  async handler({ id, basis, version }, { accountId, userId }) {
    const edit = { accountId, userId, id, basis, version };
    const restored = await withAccount(accountId, (tx) => restoreVersion(tx, edit));
    if (restored.ok) revalidatePath("/integrations", "layout");
    return restored;
  },
});

/** Sends an invented event of a messenger to the integration's own address. */
export const sendSampleEvent = createAction({
  role: "admin",
  input: z.object({ id: z.uuid(), service: z.enum(SAMPLE_SERVICES) }),
  handler: ({ id, service }, { accountId }) => sendSample({ accountId, integrationId: id, service }),
});
