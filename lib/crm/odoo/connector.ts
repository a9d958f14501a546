import type { CrmConnector, CrmCreate, CrmRecordRef } from "../types";
import { createOdooClient, type OdooClient, WITH_ARCHIVE } from "./client";
import { createContacts } from "./contacts";
import { createDeals } from "./deals";
import { MODELS, REQUEST_ID_FIELD } from "./mapper-fields";
import { readError } from "./read-error";
import { createSchema, readDirectory, type Schema } from "./schema";
import { settingsSchema } from "./settings";
import { createTask, findTask } from "./tasks";
import { texts } from "./texts";
import { verify } from "./verify";

/** Odoo in its own cloud or on a server of the customer's; docs/crm/odoo.md. */
export const odoo: CrmConnector = {
  provider: "odoo",
  label: "Odoo",
  texts,
  settingsSchema,
  // Odoo publishes none. A small server has two workers.
  limits: { requestsPerSecond: 5, burst: 20, concurrent: 2 },
  hosts: "public",
  readError,
  connect(settings, http, directory) {
    const parsed = settingsSchema.parse(settings);
    const client = createOdooClient(parsed, http);
    const schema = createSchema(client, directory);
    return {
      // The field that a customer may add is looked for, and Odoo itself takes the same request twice.
      isIdempotent: false,
      verify: () => verify(client, parsed),
      readDirectory: () => readDirectory(client),
      ...createContacts(client, schema),
      ...createDeals(client, schema),
      createTask: (input) => createTask(client, input),
      findCreated: (create) =>
        create.kind === "task" ? findTask(client, create.input) : findByRequestId(create, { client, schema }),
    };
  },
};

/** The contact or deal that a request made, where the customer added a field that keeps it. */
async function findByRequestId(
  { kind, input }: Exclude<CrmCreate, { kind: "task" }>,
  { client, schema }: { client: OdooClient; schema: Schema },
): Promise<CrmRecordRef | null> {
  const fields = await schema.getFields(kind);
  if (!fields[REQUEST_ID_FIELD]) return null;
  const domain = [[REQUEST_ID_FIELD, "=", input.requestId]] as const;
  const row = await client.findOne(MODELS[kind], { domain, fields: ["name"], context: WITH_ARCHIVE });
  return row && client.toRef(MODELS[kind], row.id);
}
