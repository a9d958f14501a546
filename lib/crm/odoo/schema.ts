import { once } from "../once";
import type { CrmDirectory, CrmEntity, FieldOption, FieldValue } from "../types";
import type { OdooFields, OdooRow } from "./api-types";
import type { OdooClient, OdooContext } from "./client";
import { createKnownFields } from "./known-fields";
import { toPipelines } from "./mapper-deal";
import { listLinkedModels, MODELS, toFields } from "./mapper-fields";
import { listNamedIds, listNames, type NameLists, toText } from "./mapper-values";
import { orElse } from "./or-else";

export type Schema = ReturnType<typeof createSchema>;

/**
 * What one session knows of the account it works with, read when it is first needed.
 *
 * @param account the key that fields are remembered under between sessions
 */
export function createSchema(client: OdooClient, { known, account }: { known: CrmDirectory | null; account: string }) {
  const getDirectory = once(async () => known ?? readDirectory(client));
  const listFields = async () => (await getDirectory()).fields;
  const fields = createKnownFields(client, { account, listFields });

  async function getKeys(entity: CrmEntity) {
    return (await listFields()).filter((field) => field.entity === entity).map(({ key }) => key);
  }

  return {
    getDirectory,
    getFields: fields.get,
    /** See `withSettledFields`. */
    settle: fields.settle,
    /** Whether the app «CRM» is there. */
    hasDeals: async () => Object.keys(await fields.get("deal")).length > 0,
    /** All that is needed to tell rows in our words. */
    async toReading(entity: CrmEntity, rows: readonly OdooRow[]) {
      const described = await fields.get(entity);
      const names = new Map<string, Map<number, string>>();
      for (const [model, ids] of listNamedIds(rows, described)) {
        const named = await client.readNames(model, ids);
        names.set(model, new Map(named.map(({ id, name }) => [id, String(name)])));
      }
      return { keys: await getKeys(entity), fields: described, names };
    },
    /** All that is needed to write values; names that are missing in Odoo are made. */
    async toWriting(
      entity: CrmEntity,
      values: Record<string, FieldValue>,
    ): Promise<{ fields: OdooFields; names: NameLists }> {
      const described = await fields.get(entity);
      const names = new Map<string, Map<number, string>>();
      for (const [model, texts] of listNames(entity, values, described)) {
        names.set(model, await client.findOrCreateNames(model, texts));
      }
      return { fields: described, names };
    },
  };
}

/** Labels are those of the user whose key it is. A server without CRM has contacts alone. */
export async function readDirectory(client: OdooClient): Promise<CrmDirectory> {
  const { lang } = await client.getUser();
  const context = lang ? { lang } : {};
  const [users, contact] = await Promise.all([listUsers(client), client.describe(MODELS.contact, { context })]);
  const deal = await orElse(client.describe(MODELS.deal, { context }), {});
  const pipelines = Object.keys(deal).length === 0 ? [] : await listPipelines(client, context);
  const options = new Map<string, FieldOption[]>();
  for (const model of listLinkedModels({ contact, deal })) {
    const rows = await orElse(client.listOptions(model, context), null);
    if (rows)
      options.set(
        model,
        rows.map(({ id, display_name }) => ({ id: String(id), label: String(display_name) })),
      );
  }
  return { users, pipelines, fields: [...toFields("contact", contact, options), ...toFields("deal", deal, options)] };
}

/** Portal users are customers. */
async function listUsers(client: OdooClient) {
  const rows = await client.search("res.users", {
    domain: [
      ["share", "=", false],
      ["active", "in", [true, false]],
    ],
    fields: ["name", "login", "email", "active"],
    order: "active desc, name, id",
  });
  return rows.map(({ id, name, login, email, active }) => ({
    id: String(id),
    name: toText(name) || toText(login),
    email: toText(email) || null,
    isActive: active === true,
  }));
}

async function listPipelines(client: OdooClient, context: OdooContext) {
  const described = await client.describe("crm.stage", { names: ["team_id", "team_ids"] });
  const [teams, stages] = await Promise.all([
    client.search("crm.team", {
      domain: [["use_opportunities", "=", true]],
      fields: ["name"],
      order: "sequence, id",
      context,
    }),
    client.search("crm.stage", {
      domain: [],
      fields: ["name", "is_won", ...Object.keys(described)],
      order: "sequence, name, id",
      context,
    }),
  ]);
  return toPipelines(teams, stages);
}
