import type { CrmDirectory, CrmEntity, CrmField, CrmPipeline, CrmUser, FieldOption, FieldType } from "../types";
import type { ApiField, ApiPipeline, ApiStage, ApiUser } from "./api-types";
import { EMAIL_SLOTS, PHONE_SLOTS, SINGLE_PIPELINE } from "./constants";
import { toStageId } from "./stage-id";

/** Their name of a field and our built-in one. */
const KEYS: Record<CrmEntity, Readonly<Record<string, string>>> = {
  contact: { First_Name: "firstName", Last_Name: "lastName", Tag: "tags", Owner: "responsible" },
  deal: {
    Deal_Name: "name",
    Pipeline: "pipeline",
    Stage: "stage",
    Amount: "amount",
    Lead_Source: "source",
    Owner: "responsible",
  },
};

const TYPES: Readonly<Record<string, FieldType>> = {
  text: "text",
  textarea: "text",
  email: "email",
  phone: "phone",
  website: "url",
  integer: "number",
  bigint: "number",
  double: "number",
  currency: "number",
  percent: "number",
  boolean: "boolean",
  date: "date",
  datetime: "datetime",
  picklist: "enum",
  multiselectpicklist: "multi_enum",
  userlookup: "user",
  ownerlookup: "user",
};

/** Zoho's own name for a picklist that holds nothing. */
const NO_CHOICE = "-None-";

type Lists = {
  users: ApiUser[];
  /** Null: the portal has no pipelines, and the stages are those of the field. */
  pipelines: ApiPipeline[] | null;
  contactFields: ApiField[];
  dealFields: ApiField[];
};

export function toDirectory({ users, pipelines, contactFields, dealFields }: Lists): CrmDirectory {
  return {
    users: users.map(toUser),
    pipelines: toPipelines(pipelines, dealFields),
    fields: [...toContactFields(contactFields), ...toDealFields(dealFields)],
  };
}

/** Whether deals are sorted into pipelines here, which not every edition has. */
export function hasPipelines(dealFields: ApiField[]): boolean {
  return dealFields.some(({ api_name }) => api_name === "Pipeline");
}

function toUser({ id, full_name, email, status, confirm }: ApiUser): CrmUser {
  return {
    id,
    name: full_name || email || id,
    email: email ?? null,
    isActive: status === "active" && confirm !== false,
  };
}

function toPipelines(pipelines: ApiPipeline[] | null, dealFields: ApiField[]): CrmPipeline[] {
  if (!pipelines?.length) {
    const stages = dealFields.find(({ api_name }) => api_name === "Stage")?.pick_list_values ?? [];
    return [{ ...SINGLE_PIPELINE, stages: toStages(SINGLE_PIPELINE.id, stages) }];
  }
  // Layouts may share a pipeline; records know it by its name alone.
  const names = [...new Set(pipelines.map(({ actual_value }) => actual_value))];
  return names.map((id) => {
    const same = pipelines.filter(({ actual_value }) => actual_value === id);
    const stages = new Map(same.flatMap(({ maps }) => maps).map((stage) => [stage.actual_value, stage]));
    return { id, name: same[0]?.display_value ?? id, stages: toStages(id, [...stages.values()]) };
  });
}

function toStages(pipelineId: string, stages: ApiStage[]): CrmPipeline["stages"] {
  return stages
    .filter(({ type, actual_value }) => type !== "unused" && actual_value !== NO_CHOICE)
    .toSorted((a, b) => (a.sequence_number ?? 0) - (b.sequence_number ?? 0))
    .map(({ actual_value, display_value, forecast_type }) => ({
      id: toStageId({ pipeline: pipelineId, stage: actual_value }),
      name: display_value,
      kind: toKind(forecast_type),
    }));
}

/** Zoho has no other mark of a deal that is over. */
function toKind(forecastType: string | null | undefined) {
  if (/^closed.?won$/i.test(forecastType ?? "")) return "won";
  return /^closed.?lost$/i.test(forecastType ?? "") ? "lost" : "open";
}

function toContactFields(fields: ApiField[]): CrmField[] {
  const slots = [...PHONE_SLOTS, ...EMAIL_SLOTS];
  const [phones, emails] = [PHONE_SLOTS, EMAIL_SLOTS].map((names) =>
    names.filter((name) => fields.some((field) => field.api_name === name && canWrite(field))).join(","),
  );
  const label = (name: string) =>
    labelOf(
      fields.find(({ api_name }) => api_name === name),
      name,
    );
  return [
    builtIn("contact", "name", { label: label("Full_Name"), type: "text", isRequired: true }),
    builtIn("contact", "phone", { label: label("Phone"), type: "phone", nativeType: phones }),
    builtIn("contact", "email", { label: label("Email"), type: "email", nativeType: emails }),
    builtIn("contact", "note", { label: label("Notes"), type: "text" }),
    ...fields.filter(({ api_name }) => !slots.includes(api_name)).flatMap((field) => toField("contact", field)),
  ];
}

function toDealFields(fields: ApiField[]): CrmField[] {
  const label = (name: string) =>
    labelOf(
      fields.find(({ api_name }) => api_name === name),
      name,
    );
  const places = ["Pipeline", "Stage"];
  return [
    builtIn("deal", "pipeline", { label: label("Pipeline"), type: "pipeline" }),
    builtIn("deal", "stage", { label: label("Stage"), type: "stage" }),
    ...fields.filter(({ api_name }) => !places.includes(api_name)).flatMap((field) => toField("deal", field)),
  ];
}

/** None for a field that cannot be written or whose type has no place here. */
function toField(entity: CrmEntity, field: ApiField): CrmField[] {
  const type = field.api_name === "Tag" ? "tags" : TYPES[field.data_type];
  if (!type || !canWrite(field)) return [];
  const options = type === "enum" || type === "multi_enum" ? toOptions(field) : null;
  // What has nothing to choose from cannot be filled.
  if (options?.length === 0) return [];

  const key = KEYS[entity][field.api_name];
  return [
    {
      entity,
      key: key ?? field.api_name,
      label: labelOf(field, field.api_name),
      type,
      isBuiltIn: key !== undefined,
      // A last name is made up where there is none.
      isRequired: field.system_mandatory === true && key !== "lastName" && key !== "responsible",
      ...(options && { options }),
      nativeType: field.length ? `${field.data_type}(${field.length})` : field.data_type,
    },
  ];
}

function builtIn(entity: CrmEntity, key: string, more: Pick<CrmField, "label" | "type"> & Partial<CrmField>): CrmField {
  return { entity, key, isBuiltIn: true, isRequired: false, ...more };
}

function canWrite({ visible, read_only, field_read_only, operation_type }: ApiField) {
  return visible !== false && read_only !== true && field_read_only !== true && operation_type?.api_create !== false;
}

function labelOf(field: ApiField | undefined, fallback: string) {
  return field?.display_label || field?.field_label || fallback;
}

function toOptions({ pick_list_values }: ApiField): FieldOption[] {
  return (pick_list_values ?? [])
    .filter(({ type, actual_value }) => type !== "unused" && actual_value !== NO_CHOICE)
    .map(({ actual_value, display_value }) => ({ id: actual_value, label: display_value }));
}
