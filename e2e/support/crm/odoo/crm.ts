import type { OdooVersion } from "@/lib/crm/odoo/fixtures";
import { OdooError } from "./odoo-error";
import type { createOrm } from "./orm";
import type { StoredRow, Tables } from "./tables";

type Vals = Record<string, unknown>;

/** What Odoo's CRM adds to plain rows: defaults, and what one value does to another. */
export function createCrm(
  orm: ReturnType<typeof createOrm>,
  { tables, version }: { tables: Tables; version: OdooVersion },
) {
  function create(model: string, vals: Vals, { userId }: { userId: number }): StoredRow {
    if (model === "res.partner") return createPartner(vals);
    if (model === "crm.lead") return createLead(vals, userId);
    if (model === "crm.tag") refuseTwice(vals);
    return orm.create(model, vals);
  }

  function createPartner(vals: Vals) {
    if (!vals.name) throw new OdooError("odoo.exceptions.ValidationError", "Contacts require a name");
    return orm.create("res.partner", { type: "contact", ...vals });
  }

  function createLead(vals: Vals, userId: number) {
    const partner = tables.get("res.partner")?.rows.get(Number(vals.partner_id));
    const team_id = vals.team_id ?? 1;
    const lead = orm.create("crm.lead", {
      // The option «Leads» is on.
      type: "lead",
      priority: "0",
      user_id: userId,
      stage_id: findFirstStage(Number(team_id)),
      probability: 10,
      ...(partner && { email_from: partner.email, phone: partner.phone }),
      ...vals,
      team_id,
    });
    settle(lead, vals);
    return lead;
  }

  function refuseTwice({ name }: Vals) {
    const isTaken = [...orm.getTable("crm.tag").rows.values()].some((row) => row.name === name);
    if (isTaken) throw new OdooError("odoo.exceptions.ValidationError", "Tag name already exists!");
  }

  function write(model: string, ids: readonly number[], vals: Vals) {
    if (model === "res.partner" && vals.name === false) {
      throw new OdooError("odoo.exceptions.ValidationError", "Contacts require a name");
    }
    if (model === "crm.lead" && version >= 18) for (const id of ids) refuseLostInWonStage(id, vals);
    for (const row of orm.write(model, ids, vals)) {
      if (model !== "crm.lead") continue;
      settle(row, vals);
      if (vals.user_id && vals.team_id === undefined) followSalesperson(row);
    }
    return true;
  }

  /** Newer versions hold on to it that what is won is certain. */
  function refuseLostInWonStage(id: number, vals: Vals) {
    const stageId = Number(vals.stage_id ?? orm.getTable("crm.lead").rows.get(id)?.stage_id);
    const isWon = orm.getTable("crm.stage").rows.get(stageId)?.is_won === true;
    if (!isWon || vals.stage_id !== undefined || (vals.probability ?? 100) === 100) return;
    const message = "A lead in a Won stage cannot be lost. Move it to another stage first.";
    throw new OdooError("odoo.exceptions.ValidationError", message);
  }

  /** A stage that is won makes the deal certain; a phone or e-mail of a deal goes to its contact too. */
  function settle(lead: StoredRow, vals: Vals) {
    const stage = orm.getTable("crm.stage").rows.get(Number(lead.stage_id));
    if (vals.stage_id !== undefined && stage?.is_won === true) lead.probability = 100;
    const partner = tables.get("res.partner")?.rows.get(Number(lead.partner_id));
    if (!partner) return;
    if (typeof vals.phone === "string") partner.phone = vals.phone;
    if (typeof vals.email_from === "string") partner.email = vals.email_from;
  }

  /** A deal goes to a team of its salesperson, unless its own is one. */
  function followSalesperson(lead: StoredRow) {
    const teams = [...orm.getTable("crm.team").rows.values()].filter(
      ({ member_ids }) => Array.isArray(member_ids) && member_ids.includes(Number(lead.user_id)),
    );
    if (!teams.some(({ id }) => id === lead.team_id)) lead.team_id = teams[0]?.id ?? lead.team_id ?? false;
  }

  /** The first in order that is not folded and that the team sees. */
  function findFirstStage(teamId: number) {
    const stages = orm.search("crm.stage", { domain: [["fold", "=", false]], order: "sequence, id" }, {});
    const stage = stages.find(({ team_id, team_ids }) =>
      Array.isArray(team_ids) ? team_ids.length === 0 || team_ids.includes(teamId) : !team_id || team_id === teamId,
    );
    return stage?.id ?? false;
  }

  return { create, write };
}
