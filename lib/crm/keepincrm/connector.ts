import { once } from "../once";
import { orNull } from "../or-null";
import type { CrmAccount, CrmConnector, CrmDirectory, CrmRecordRef, CrmSession } from "../types";
import { withRecordPages } from "../with-record-pages";
import { createAgreements } from "./agreements";
import { REQUESTS_PER_SECOND } from "./assumptions";
import { createKeepincrmClient, type KeepincrmClient } from "./client";
import { createClients } from "./clients";
import { isTask, toDeal, toNewTask, toParent } from "./mapper-agreements";
import { toClientChange, toContact, toNewClient } from "./mapper-clients";
import { toDirectory } from "./mapper-directory";
import { readError } from "./read-error";
import { settingsSchema } from "./settings";
import { texts } from "./texts";

/** KeepinCRM: clients as contacts, agreements («угоди») as deals. Beta: what rests on assumptions is in assumptions.ts. */
export const keepincrm: CrmConnector = {
  provider: "keepincrm",
  label: "KeepinCRM",
  texts,
  settingsSchema,
  limits: { requestsPerSecond: REQUESTS_PER_SECOND, concurrent: 2 },
  hosts: ["api.keepincrm.com"],
  isBeta: true,
  readError,
  connect(settings, http, known) {
    const parsed = settingsSchema.parse(settings);
    const client = createKeepincrmClient(parsed.token, http);
    const getDirectory = once(async () => known ?? readDirectory(client));
    const clients = createClients(client);
    const agreements = createAgreements(client, getDirectory);
    const session: CrmSession = {
      isIdempotent: false,
      verify: () => verify(client),
      readDirectory: () => readDirectory(client),
      findContacts: clients.findContacts,
      async getContact(id) {
        const found = await orNull(client.getClient(id));
        return found && toContact(found);
      },
      listActiveDeals: agreements.listActive,
      async getDeal(id) {
        const agreement = await orNull(client.getAgreement(id));
        return agreement && toDeal(agreement, (await getDirectory()).pipelines);
      },
      async findCreated({ kind, input }, attempt) {
        if (kind === "contact") return clients.findCreated(input, attempt);
        if (kind === "deal") return agreements.findCreated(input, attempt);
        const task = (await client.listTasksOf(toParent(input))).find((candidate) => isTask(candidate, input));
        return task ? toRef(task) : null;
      },
      createContact: async (input) => toRef(await client.createClient(toNewClient(input))),
      async updateContact(id, values) {
        const change = toClientChange(values, await client.getClient(id));
        if (Object.keys(change).length > 0) await client.updateClient(id, change);
      },
      createDeal: agreements.create,
      updateDeal: agreements.update,
      createTask: async (input) => toRef(await client.createTask(toNewTask(input))),
    };
    return withRecordPages(session, parsed);
  },
};

/** Neither the name of the account nor whose key it is can be asked for. */
async function verify(client: KeepincrmClient): Promise<CrmAccount> {
  await client.probe();
  return { name: "KeepinCRM", userName: null, url: null };
}

async function readDirectory(client: KeepincrmClient): Promise<CrmDirectory> {
  const [users, funnels, stages] = await Promise.all([client.listUsers(), client.listFunnels(), client.listStages()]);
  const [sources, clients, agreements] = await Promise.all([
    client.listSources(),
    client.sampleClients(),
    client.sampleAgreements(),
  ]);
  return toDirectory({ users, funnels, stages, sources, clients, agreements });
}

function toRef({ id }: { id: string }): CrmRecordRef {
  return { id, url: null };
}
