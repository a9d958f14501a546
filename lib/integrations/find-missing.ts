import type { CrmGone } from "@/lib/crm/note-gone";
import type { CrmDirectory, FieldType } from "@/lib/crm/types";
import { createConverter } from "@/lib/mapping/convert-value";
import { parseTemplate } from "@/lib/mapping/parse-template";
import type { IntegrationSettings } from "./schema";

/** Something that an integration uses and its CRM has no longer; `name` is the one it had there. */
export type MissingInCrm = {
  kind: CrmGone["kind"];
  /** The block of the settings page, or the collection and the connection beside it. */
  place: "mapping" | "rules" | "collection" | "connection";
  name: string;
};

/**
 * What of the settings leads nowhere in the CRM any more, before a lead fails at it: fields, fixed values of pipelines, stages, users and
 * choices, active pipelines, and responsibles.
 */
export function findMissing({
  settings,
  directory,
  gone,
  members,
  defaultUserId,
}: {
  settings: IntegrationSettings;
  directory: CrmDirectory | null;
  gone: readonly CrmGone[];
  /** Ids of the collection's users who get turns. */
  members: readonly string[];
  /** The connection's own responsible, where the integration has no collection. */
  defaultUserId: string | null;
}): MissingInCrm[] {
  if (!directory) return [];
  const { rules, mapping } = settings;
  const toMissing = (
    place: MissingInCrm["place"],
    kind: CrmGone["kind"],
    id: string,
    called?: string,
  ): MissingInCrm => ({
    ...{ place, kind },
    name: gone.find((one) => one.kind === kind && one.id === id)?.name ?? called ?? id.slice(id.indexOf(".") + 1),
  });
  const isUser = (id: string) => directory.users.some((user) => user.id === id && user.isActive);
  const isPipeline = (id: string) => directory.pipelines.some((pipeline) => pipeline.id === id);

  const ofMapping = mapping.flatMap(({ target, template }) => {
    const field = directory.fields.find(({ entity, key }) => `${entity}.${key}` === target);
    if (!field) return [toMissing("mapping", "field", target)];
    const kind = KIND_BY_TYPE[field.type];
    const constant = kind ? readConstant(template) : null;
    if (!kind || constant === null) return [];
    const { ok } = createConverter(field, directory)(constant, { timeZone: "UTC", pipelineId: null });
    const id = kind === "option" ? `${target}:${constant}` : constant;
    return ok ? [] : [toMissing("mapping", kind, id, kind === "option" ? `${field.label}: ${constant}` : constant)];
  });
  const { defaultResponsibleId } = rules;
  const ofRules = [
    ...rules.activePipelineIds.filter((id) => !isPipeline(id)).map((id) => toMissing("rules", "pipeline", id)),
    ...[defaultResponsibleId ?? []].flat().flatMap((id) => (isUser(id) ? [] : [toMissing("rules", "user", id)])),
  ];
  const ofCollection = members.filter((id) => !isUser(id)).map((id) => toMissing("collection", "user", id));
  const needsDefault = members.length === 0 && defaultUserId !== null && !isUser(defaultUserId);
  return [
    ...ofMapping,
    ...ofRules,
    ...ofCollection,
    ...(needsDefault ? [toMissing("connection", "user", defaultUserId)] : []),
  ];
}

const KIND_BY_TYPE: Partial<Record<FieldType, CrmGone["kind"]>> = {
  ...{ user: "user", pipeline: "pipeline", stage: "stage" },
  ...{ enum: "option", multi_enum: "option" },
};

/** The text of a template that is the same for every event; null when it has holes or cannot be read. */
function readConstant(template: string): string | null {
  const parsed = parseTemplate(template);
  if (!parsed.ok || parsed.template.parts.some(({ kind }) => kind !== "text")) return null;
  return template.trim() || null;
}
