import type { CrmConnector, CrmSession } from "../types";
import { toAccountKey } from "./account-key";
import { createOdooClient } from "./client";
import { createContacts } from "./contacts";
import { createDeals } from "./deals";
import { findCreated } from "./find-created";
import { readError } from "./read-error";
import { createSchema, readDirectory } from "./schema";
import { settingsSchema } from "./settings";
import { createTask, findTask } from "./tasks";
import { texts } from "./texts";
import { verify } from "./verify";
import { withSettledFields } from "./with-settled-fields";

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
    const schema = createSchema(client, { known: directory, account: toAccountKey(parsed) });
    const session: CrmSession = {
      // The field that a customer may add is looked for, and Odoo itself takes the same request twice.
      isIdempotent: false,
      verify: () => verify(client, parsed),
      readDirectory: () => readDirectory(client),
      ...createContacts(client, schema),
      ...createDeals(client, schema),
      createTask: (input) => createTask(client, input),
      findCreated: (create, attempt) =>
        create.kind === "task" ? findTask(client, create.input) : findCreated(create, { client, schema, attempt }),
    };
    return withSettledFields(session, schema);
  },
};
