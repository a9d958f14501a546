import type { CrmDirectory, CrmEntity, CrmField, CrmPipeline, FieldType } from "../types";
import type { ApiFunnel, ApiOwned, ApiSource, ApiStage, ApiUser } from "./api-types";
import { RESULTS } from "./assumptions";
import { listCustomNames, toCustomKey } from "./mapper-values";

type Lists = {
  users: ApiUser[];
  funnels: ApiFunnel[];
  stages: ApiStage[];
  sources: ApiSource[];
  /** Records that show what custom fields there are. */
  clients: readonly ApiOwned[];
  agreements: readonly ApiOwned[];
};

export function toDirectory({ users, funnels, stages, sources, clients, agreements }: Lists): CrmDirectory {
  return {
    // Whether a user works there still is not told.
    users: users.map(({ id, name, email }) => ({
      id,
      name: name || email || id,
      email: email ?? null,
      isActive: true,
    })),
    pipelines: toPipelines(funnels, stages),
    fields: [
      ...CONTACT_FIELDS,
      ...toCustomFields("contact", clients),
      ...DEAL_FIELDS,
      ...toSourceField(sources),
      ...toCustomFields("deal", agreements),
    ],
  };
}

/**
 * Funnels with their stages, and two more at the end: an agreement is closed by its result, in whatever stage it is. A stage that
 * names no funnel is the first one's; a funnel without stages is of no use.
 */
function toPipelines(funnels: ApiFunnel[], stages: ApiStage[]): CrmPipeline[] {
  const [first] = funnels;
  return funnels.flatMap((funnel) => {
    const own = stages.filter((stage) => (stage.funnel?.id ?? stage.funnel_id ?? first?.id) === funnel.id);
    if (own.length === 0) return [];
    const open = own.map((stage) => ({
      id: stage.id,
      name: stage.name || stage.title || stage.id,
      kind: "open" as const,
    }));
    return {
      id: funnel.id,
      name: funnel.title || funnel.name || funnel.id,
      stages: [
        ...open,
        { id: toEndId(funnel.id, RESULTS.won), name: "Успішно завершена", kind: "won" as const },
        { id: toEndId(funnel.id, RESULTS.lost), name: "Не успішна", kind: "lost" as const },
      ],
    };
  });
}

/** The id of a stage that stands for a result. */
export function toEndId(funnelId: string, result: string): string {
  return `${funnelId}:${result}`;
}

/** The result that a stage stands for; null when it is a stage of the funnel. */
export function readEnd(stageId: string): string | null {
  const [, result] = stageId.split(":");
  return result ?? null;
}

const CONTACT_FIELDS: readonly CrmField[] = [
  field("contact", "name", { label: "Ім'я", type: "text", isRequired: true }),
  field("contact", "phone", { label: "Телефон", type: "phone" }),
  field("contact", "email", { label: "E-mail", type: "email" }),
  field("contact", "tags", { label: "Теги", type: "tags" }),
  field("contact", "note", { label: "Коментар", type: "text" }),
  field("contact", "responsible", { label: "Відповідальний", type: "user" }),
];

const DEAL_FIELDS: readonly CrmField[] = [
  field("deal", "name", { label: "Назва угоди", type: "text" }),
  field("deal", "pipeline", { label: "Воронка", type: "pipeline" }),
  field("deal", "stage", { label: "Етап", type: "stage" }),
  field("deal", "amount", { label: "Сума", type: "number" }),
  field("deal", "responsible", { label: "Відповідальний", type: "user" }),
  { ...field("deal", "comment", { label: "Коментар", type: "text" }), isBuiltIn: false },
];

function toSourceField(sources: ApiSource[]): CrmField[] {
  if (sources.length === 0) return [];
  const options = sources.map(({ id, name }) => ({ id, label: name }));
  return [{ ...field("deal", "source", { label: "Джерело", type: "enum" }), options }];
}

function toCustomFields(entity: CrmEntity, records: readonly ApiOwned[]): CrmField[] {
  const names = [...new Set(records.flatMap(listCustomNames))];
  return names.map((name) => ({
    ...field(entity, toCustomKey(name), { label: name, type: "text" }),
    isBuiltIn: false,
  }));
}

type About = { label: string; type: FieldType; isRequired?: boolean };

function field(entity: CrmEntity, key: string, { label, type, isRequired = false }: About): CrmField {
  return { entity, key, label, type, isBuiltIn: true, isRequired };
}
