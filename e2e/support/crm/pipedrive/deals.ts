import { z } from "zod";
import type { Account, Deal } from "./account";
import { ok, Refusal, refuseBody } from "./answers";
import { checkCustomFields, checkLabels, checkUser, readBody } from "./check-values";
import { toPage, toSorted } from "./paging";
import { readId } from "./persons";

const shape = {
  owner_id: z.int().optional(),
  person_id: z.int().optional(),
  pipeline_id: z.int().optional(),
  stage_id: z.int().optional(),
  value: z.number().optional(),
  currency: z.string().length(3).optional(),
  status: z.enum(["open", "won", "lost"]).optional(),
  expected_close_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  label_ids: z.array(z.int()).optional(),
  is_archived: z.boolean().optional(),
  custom_fields: z.record(z.string(), z.json()).optional(),
};
const newDeal = z.strictObject({ ...shape, title: z.string().min(1).max(255) });
const changedDeal = z.strictObject({ ...shape, title: z.string().min(1).max(255).optional() });
type Change = z.infer<typeof changedDeal>;

/** `/api/v2/deals`. Lists show neither archived nor deleted deals. */
export function createDeals(account: Account, limits: { openDeals: number }) {
  function find(id: string): Deal {
    const deal = account.deals.get(readId(id));
    if (!deal) throw new Refusal(404, "Deal not found", { code: "ERR_NOT_FOUND" });
    return deal;
  }

  function check({ owner_id, person_id, label_ids, custom_fields }: Change) {
    checkUser(owner_id, account);
    checkLabels(label_ids, account.dealFields);
    checkCustomFields(custom_fields ?? {}, account.dealFields, account);
    if (person_id !== undefined && account.persons.get(person_id)?.is_deleted !== false) {
      throw refuseBody("person_id", "Person not found");
    }
  }

  /** The stage tells the pipeline; without one it is the pipeline's first, and without either that of the first pipeline. */
  function toPlace({ pipeline_id, stage_id }: Change) {
    const stages = account.stages.filter(({ is_deleted }) => !is_deleted).sort((a, b) => a.order_nr - b.order_nr);
    const pipelineId = pipeline_id ?? account.pipelines[0]?.id;
    const stage = stages.find(({ id, pipeline_id: own }) => (stage_id ? id === stage_id : own === pipelineId));
    if (!stage) throw refuseBody(stage_id ? "stage_id" : "pipeline_id", "Not found");
    if (pipeline_id !== undefined && stage.pipeline_id !== pipeline_id) {
      throw refuseBody("stage_id", "The stage is not of this pipeline");
    }
    return { pipeline_id: stage.pipeline_id, stage_id: stage.id };
  }

  return {
    get: (id: string) => ok(find(id)),

    list(query: URLSearchParams) {
      const statuses = query.get("status")?.split(",");
      const personId = query.get("person_id");
      const rows = [...account.deals.values()].filter(
        ({ person_id, status, is_archived, is_deleted }) =>
          !is_archived &&
          !is_deleted &&
          (statuses?.includes(status) ?? true) &&
          (personId === null || person_id === readId(personId)),
      );
      return toPage(toSorted(rows, query), query);
    },

    async create(request: Request) {
      const body = await readBody(request, newDeal);
      check(body);
      const open = [...account.deals.values()].filter(({ status, is_deleted }) => status === "open" && !is_deleted);
      if (open.length >= limits.openDeals) {
        const code = "feature_capping_deals_limit";
        throw new Refusal(403, "Couldn't add the deal. Open deals limit reached.", { code });
      }
      const deal: Deal = {
        ...account.newRow(),
        owner_id: account.me.id,
        person_id: null,
        value: 0,
        currency: account.me.default_currency ?? "USD",
        status: "open",
        label_ids: [],
        expected_close_date: null,
        is_archived: false,
        ...body,
        ...toPlace(body),
        custom_fields: body.custom_fields ?? {},
      };
      account.deals.set(deal.id, deal);
      return ok(deal, { status: 201 });
    },

    async update(id: string, request: Request) {
      const deal = find(id);
      if (deal.is_deleted) throw new Refusal(404, "Deal not found");
      const body = await readBody(request, changedDeal);
      check(body);
      const place = body.pipeline_id === undefined && body.stage_id === undefined ? {} : toPlace(body);
      Object.assign(deal, body, place, {
        custom_fields: { ...deal.custom_fields, ...body.custom_fields },
        update_time: new Date().toISOString(),
      });
      return ok(deal);
    },
  };
}
