import type { CrmDirectory } from "@/lib/crm/types";
import type { FilterIssue } from "@/lib/filter/compile-filter";
import { validateFilter } from "@/lib/filter/validate-filter";
import { type CompiledSettings, compileSettings } from "@/lib/integrations/compile-settings";
import { type IntegrationSettings, integrationSettingsSchema } from "@/lib/integrations/schema";

/** The parts of the settings that say what reaches the filter and what passes it, as they stand in the form. */
export type FilterDraft = { mapping?: unknown; filter?: unknown; phone?: unknown; events?: unknown };

/**
 * Settings that are being typed, ready for many leads. `problem` says which part could not be read and was taken as empty: with one
 * the verdicts of the filter mean nothing, what was mapped still does.
 */
export type CompiledDraft = {
  compiled: CompiledSettings;
  filterIssues: FilterIssue[];
  problem: "filter" | "settings" | null;
};

/** Makes the settings in a form ready to be tried out, however unfinished they are. Never throws. */
export function compileDraft(draft: FilterDraft, directory: CrmDirectory | null): CompiledDraft {
  const { shape } = integrationSettingsSchema;
  const mapping = shape.mapping.safeParse(draft.mapping);
  const phone = shape.phone.safeParse(draft.phone);
  const events = shape.events.safeParse(draft.events);
  const filter = shape.filter.safeParse(draft.filter);

  const defaults = integrationSettingsSchema.parse({});
  const settings: IntegrationSettings = {
    ...defaults,
    mapping: mapping.data ?? defaults.mapping,
    phone: phone.data ?? defaults.phone,
    events: events.data ?? defaults.events,
  };
  const filterIssues = filter.success ? validateFilter(filter.data, { phone: settings.phone }) : [];
  const readable = filterIssues.length === 0 ? filter.data : undefined;
  const isRestReadable = mapping.success && phone.success && events.success;
  return {
    compiled: compileSettings({ ...settings, filter: readable ?? defaults.filter }, directory),
    filterIssues,
    problem: !readable ? "filter" : isRestReadable ? null : "settings",
  };
}
