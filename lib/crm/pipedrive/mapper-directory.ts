import type { CrmAccount, CrmDirectory, CrmPipeline } from "../types";
import type { ApiField, ApiMe, ApiPipeline, ApiStage, ApiUser } from "./api-types";
import { toAccountUrl, toEndedStageId } from "./directory-lookups";
import { listContactFields, listDealFields } from "./mapper-fields";

type Lists = {
  me: ApiMe;
  users: ApiUser[];
  pipelines: ApiPipeline[];
  stages: ApiStage[];
  personFields: ApiField[];
  dealFields: ApiField[];
};

/** Won and lost are states of a deal and not stages there; here they end the list of every pipeline. */
const ENDS = {
  uk: { won: "Виграно", lost: "Програно" },
  en: { won: "Won", lost: "Lost" },
} as const;

export function toAccount({ name, company_name, company_domain }: ApiMe): CrmAccount {
  return { name: company_name, userName: name, url: toAccountUrl(company_domain) };
}

export function toDirectory({ me, users, pipelines, stages, personFields, dealFields }: Lists): CrmDirectory {
  const ends = ENDS[me.language?.language_code === "uk" ? "uk" : "en"];
  return {
    users: users
      .filter(({ is_deleted }) => is_deleted !== true)
      .map(({ id, name, email, active_flag }) => ({
        id: String(id),
        name,
        email: email ?? null,
        isActive: active_flag,
      })),
    pipelines: pipelines
      .filter(({ is_deleted }) => is_deleted !== true)
      .map((pipeline) => toPipeline(pipeline, stages, ends))
      // One without stages can hold no deal.
      .filter((pipeline) => pipeline.stages.some(({ kind }) => kind === "open")),
    fields: [...listContactFields(personFields, me), ...listDealFields(dealFields, me)],
  };
}

function toPipeline({ id, name }: ApiPipeline, stages: ApiStage[], ends: { won: string; lost: string }): CrmPipeline {
  const own = stages.filter((stage) => stage.pipeline_id === id && stage.is_deleted !== true);
  return {
    id: String(id),
    name,
    stages: [
      ...own
        .sort((a, b) => a.order_nr - b.order_nr)
        .map((stage) => ({ id: String(stage.id), name: stage.name, kind: "open" as const })),
      { id: toEndedStageId(id, "won"), name: ends.won, kind: "won" },
      { id: toEndedStageId(id, "lost"), name: ends.lost, kind: "lost" },
    ],
  };
}
