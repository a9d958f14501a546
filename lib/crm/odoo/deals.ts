import { CrmError } from "../error";
import type { CrmPipeline, CrmSession, DealValues } from "../types";
import type { OdooRow } from "./api-types";
import { type OdooClient, WITH_ARCHIVE } from "./client";
import { isLostStage, toDeal, toDealChange, toFirstStage, toNewDeal } from "./mapper-deal";
import { MODELS } from "./mapper-fields";
import { toLinkId } from "./mapper-values";
import type { Schema } from "./schema";

/** The part of a session that works with deals. */
export function createDeals(client: OdooClient, schema: Schema) {
  async function toDeals(rows: readonly OdooRow[], { isWon }: { isWon: boolean }) {
    const reading = await schema.toReading("deal", rows);
    return Promise.all(
      rows.map(async (row) => toDeal(row, { ...reading, isWon, url: await client.toUrl(MODELS.deal, row.id) })),
    );
  }

  /** Asked of Odoo, since the directory may be older than the stage. */
  async function isWonStage(id: string | null) {
    if (id === null) return false;
    const stage = await client.findOne("crm.stage", { domain: [["id", "=", Number(id)]], fields: ["is_won"] });
    return stage?.is_won === true;
  }

  /** Odoo lets nothing be lost in a stage that is won. */
  async function leaveWonStage(id: string, { stage }: DealValues, pipelines: readonly CrmPipeline[]) {
    if (!isLostStage(stage)) return {};
    const query = {
      domain: [["id", "=", Number(id)]],
      fields: ["team_id", "stage_id"],
      context: WITH_ARCHIVE,
    } as const;
    const row = await client.findOne(MODELS.deal, query);
    const isWon = await isWonStage(toLinkId(row?.stage_id));
    return isWon ? toFirstStage(toLinkId(row?.team_id), pipelines) : {};
  }

  /** A deal whose salesperson changes alone would move to a team of his. */
  async function keepTeam(id: string, { responsible, pipeline, stage }: DealValues) {
    if (responsible === undefined || pipeline !== undefined || stage !== undefined) return {};
    const query = { domain: [["id", "=", Number(id)]], fields: ["team_id"], context: WITH_ARCHIVE } as const;
    const team = toLinkId((await client.findOne(MODELS.deal, query))?.team_id);
    return team === null ? {} : { team_id: Number(team) };
  }

  const toWriting = async (values: DealValues) => {
    if (!(await schema.hasDeals())) throw createNoDealsError();
    const { pipelines } = await schema.getDirectory();
    return { pipelines, ...(await schema.toWriting("deal", values)) };
  };

  return {
    async listActiveDeals(contactId) {
      if (!(await schema.hasDeals())) return [];
      const rows = await client.search(MODELS.deal, {
        domain: [
          ["partner_id", "=", Number(contactId)],
          ["type", "=", "opportunity"],
          ["active", "=", true],
          "|",
          ["stage_id", "=", false],
          ["stage_id.is_won", "=", false],
        ],
        fields: Object.keys(await schema.getFields("deal")),
        order: "write_date desc, id desc",
      });
      return toDeals(rows, { isWon: false });
    },
    async getDeal(id) {
      if (!(await schema.hasDeals())) return null;
      const fields = Object.keys(await schema.getFields("deal"));
      const row = await client.findOne(MODELS.deal, {
        domain: [["id", "=", Number(id)]],
        fields,
        context: WITH_ARCHIVE,
      });
      if (!row) return null;
      const [deal] = await toDeals([row], { isWon: await isWonStage(toLinkId(row.stage_id)) });
      return deal ?? null;
    },
    async createDeal(input) {
      const vals = toNewDeal(input, await toWriting(input.values));
      return client.toRef(MODELS.deal, await client.create(MODELS.deal, vals));
    },
    async updateDeal(id, values) {
      const writing = await toWriting(values);
      const kept = { ...(await keepTeam(id, values)), ...(await leaveWonStage(id, values, writing.pipelines)) };
      const vals = { ...kept, ...toDealChange(values, writing) };
      if (Object.keys(vals).length > 0) await client.write(MODELS.deal, Number(id), vals);
    },
  } satisfies Partial<CrmSession>;
}

function createNoDealsError() {
  return new CrmError({
    kind: "reject",
    code: "status",
    provider: "odoo",
    message: "Odoo has no deals, as its app CRM is not installed: install it, or make contacts alone",
  });
}
