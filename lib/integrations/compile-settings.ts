import type { CrmDirectory } from "@/lib/crm/types";
import { type CompiledFilter, compileFilter } from "@/lib/filter/compile-filter";
import { type CompiledMapping, compileMapping } from "@/lib/mapping/compile-mapping";
import { type CompiledTemplate, compileTemplate } from "@/lib/mapping/compile-template";
import { parseTemplate } from "@/lib/mapping/parse-template";
import type { IntegrationSettings } from "./schema";

/** One version of an integration's settings, made ready for many leads. */
export type CompiledSettings = {
  settings: IntegrationSettings;
  mapping: CompiledMapping;
  filter: CompiledFilter;
  /** Null when the text is not a template: it is then used as it stands. */
  taskTemplate: CompiledTemplate | null;
};

/**
 * Makes settings ready for many leads. Pure, so that the browser tries out with it what the worker will do.
 *
 * @throws when the filter has a condition that cannot be read; `validateFilter` finds the same without throwing.
 */
export function compileSettings(settings: IntegrationSettings, directory: CrmDirectory | null): CompiledSettings {
  const task = parseTemplate(settings.rules.taskTemplate);
  return {
    settings,
    mapping: compileMapping(settings.mapping, directory, { phone: settings.phone }),
    filter: compileFilter(settings.filter, { phone: settings.phone }),
    taskTemplate: task.ok ? compileTemplate(task.template) : null,
  };
}
