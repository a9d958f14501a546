import { fromHtml } from "@/lib/crm/html";
import type { FakeRecords } from "../fake-crm";
import type { StoredRow, StoredValue, Tables } from "./tables";

/** What is in the database, in our words. */
export function toRecords(tables: Tables): FakeRecords {
  const list = (model: string) => [...(tables.get(model)?.rows.values() ?? [])];
  return {
    contacts: list("res.partner").map((row) => ({
      id: String(row.id),
      name: String(row.name),
      phones: [row.phone, row.mobile].flatMap(toList),
      emails: toList(row.email),
      responsibleId: toId(row.user_id),
    })),
    deals: list("crm.lead").map((row) => ({
      id: String(row.id),
      name: String(row.name),
      contactId: toId(row.partner_id) ?? "",
      stageId: toStage(row),
      responsibleId: toId(row.user_id),
    })),
    tasks: list("mail.activity").map((row) => ({
      id: String(row.id),
      text: fromHtml(String(row.note)),
      dealId: row.res_model === "crm.lead" ? toId(row.res_id) : null,
      responsibleId: toId(row.user_id),
    })),
  };
}

function toStage({ active, team_id, stage_id }: StoredRow) {
  return active === false ? `${team_id}:lost` : `${team_id}:${stage_id}`;
}

function toList(value: StoredValue | undefined) {
  return typeof value === "string" && value !== "" ? value.split(", ") : [];
}

function toId(value: StoredValue | undefined) {
  return typeof value === "number" ? String(value) : null;
}
