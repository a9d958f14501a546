import type { CrmDirectory, CrmEntity, CrmField, CrmPipeline, CrmUser, FieldType } from "../types";
import type { ApiField, ApiPipeline, ApiSource, ApiStatus, ApiUser } from "./api-types";
import { LOST_WORDS, WON_WORDS } from "./assumptions";
import { toCustomField } from "./mapper-fields";

export const UTM_KEYS = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"] as const;

type Lists = {
  users: ApiUser[];
  pipelines: { pipeline: ApiPipeline; statuses: ApiStatus[] }[];
  sources: ApiSource[];
  buyerFields: ApiField[];
  cardFields: ApiField[];
};

/** What one account offers; `wonStages` are names or ids that the customer marked as success. */
export function toDirectory(lists: Lists, { wonStages }: { wonStages: string }): CrmDirectory {
  const won = wonStages
    .split(/[,;\n]/)
    .map(normalize)
    .filter(Boolean);
  return {
    users: lists.users.map(toUser),
    pipelines: lists.pipelines.map(({ pipeline, statuses }) => toPipeline(pipeline, statuses, won)),
    fields: [
      ...CONTACT_FIELDS,
      ...lists.buyerFields.flatMap((field) => toCustomField("contact", field) ?? []),
      ...DEAL_FIELDS,
      ...toSourceField(lists.sources),
      ...lists.cardFields.flatMap((field) => toCustomField("deal", field) ?? []),
    ],
  };
}

/** Only active users can be given work; pending and blocked ones are not. */
function toUser({ id, full_name, username, email, status }: ApiUser): CrmUser {
  return { id, name: full_name || username || email || id, email: email ?? null, isActive: status === "active" };
}

function toPipeline({ id, name, title }: ApiPipeline, statuses: ApiStatus[], won: readonly string[]): CrmPipeline {
  return {
    id,
    name: name || title || id,
    stages: statuses.map((status) => ({
      id: status.id,
      name: status.title || status.alias || status.id,
      kind: toStageKind(status, won),
    })),
  };
}

/** KeyCRM tells that a stage is final, and not how it ended: what the customer marked decides, else what its name looks like. */
export function toStageKind(
  { id, title, alias, is_final }: ApiStatus,
  won: readonly string[],
): "open" | "won" | "lost" {
  if (!is_final) return "open";
  if (won.length > 0) return won.some((mark) => [id, title, alias].map(normalize).includes(mark)) ? "won" : "lost";
  const isWon = [alias, title].some((name) => name && WON_WORDS.test(name) && !LOST_WORDS.test(name));
  return isWon ? "won" : "lost";
}

function normalize(text: string | null | undefined) {
  return (text ?? "").trim().toLowerCase();
}

const CONTACT_FIELDS: readonly CrmField[] = [
  builtIn("contact", "name", { label: "Ім'я", type: "text", isRequired: true }),
  builtIn("contact", "phone", { label: "Телефон", type: "phone" }),
  builtIn("contact", "email", { label: "E-mail", type: "email" }),
  builtIn("contact", "note", { label: "Нотатка", type: "text" }),
  builtIn("contact", "responsible", { label: "Менеджер", type: "user" }),
  own("contact", "birthday", { label: "День народження", type: "date" }),
];

const DEAL_FIELDS: readonly CrmField[] = [
  builtIn("deal", "name", { label: "Назва картки", type: "text" }),
  builtIn("deal", "pipeline", { label: "Воронка", type: "pipeline" }),
  builtIn("deal", "stage", { label: "Статус", type: "stage" }),
  builtIn("deal", "responsible", { label: "Менеджер", type: "user" }),
  own("deal", "manager_comment", { label: "Коментар менеджера", type: "text" }),
  ...UTM_KEYS.map((key) => own("deal", key, { label: key, type: "text" })),
];

function toSourceField(sources: ApiSource[]): CrmField[] {
  if (sources.length === 0) return [];
  const options = sources.map(({ id, name }) => ({ id, label: name }));
  return [{ ...builtIn("deal", "source", { label: "Джерело", type: "enum" }), options }];
}

type About = { label: string; type: FieldType; isRequired?: boolean };

function builtIn(entity: CrmEntity, key: string, { label, type, isRequired = false }: About): CrmField {
  return { entity, key, label, type, isBuiltIn: true, isRequired };
}

function own(entity: CrmEntity, key: string, about: About): CrmField {
  return { ...builtIn(entity, key, about), isBuiltIn: false };
}
