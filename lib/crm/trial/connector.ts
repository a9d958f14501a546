import { getEnv } from "@/lib/env";
import { hasIdentifier } from "../identifier-hits";
import { orNull } from "../or-null";
import type { CrmConnector } from "../types";
import { createTrialClient } from "./client";
import {
  toAccount,
  toContact,
  toContactChange,
  toDeal,
  toDealChange,
  toDirectory,
  toNewContact,
  toNewDeal,
  toNewTask,
  toRef,
} from "./mapper";
import { TRIAL_API_PATH, trialSettingsSchema } from "./settings";
import { texts } from "./texts";

const LISTS = { contact: "contacts", deal: "deals", task: "tasks" } as const;

/** «Пробна CRM»: the CRM that comes with the product, or any server that speaks its API (docs/crm/trial.md). */
export const trial: CrmConnector = {
  provider: "trial",
  label: "Пробна CRM",
  texts,
  settingsSchema: trialSettingsSchema,
  limits: { requestsPerSecond: 2000 },
  hosts: "product",
  connect(settings, http) {
    const { address, token } = trialSettingsSchema.parse(settings);
    const client = createTrialClient({ address: address || `${getEnv().APP_URL}${TRIAL_API_PATH}`, token }, http);
    return {
      isIdempotent: true,
      verify: async () => toAccount(await client.getMe()),
      async readDirectory() {
        const [users, pipelines, fields] = await Promise.all([
          client.listUsers(),
          client.listPipelines(),
          client.listFields(),
        ]);
        return toDirectory({ users, pipelines, fields });
      },
      async findContacts(identifier) {
        const contacts = (await client.searchContacts(identifier)).map(toContact);
        return contacts.filter((contact) => hasIdentifier(contact, identifier));
      },
      getContact: (id) => orNull(client.getContact(id).then(toContact)),
      listActiveDeals: async (contactId) => (await client.listOpenDeals(contactId)).map(toDeal),
      getDeal: (id) => orNull(client.getDeal(id).then(toDeal)),
      async findCreated({ kind, input }) {
        const [record] = await client.listByRequestId(LISTS[kind], input.requestId);
        return record ? toRef(record) : null;
      },
      createContact: async (input) => toRef(await client.createContact(toNewContact(input))),
      async updateContact(id, values) {
        await client.updateContact(id, toContactChange(values));
      },
      createDeal: async (input) => toRef(await client.createDeal(toNewDeal(input))),
      async updateDeal(id, values) {
        await client.updateDeal(id, toDealChange(values));
      },
      createTask: async (input) => toRef(await client.createTask(toNewTask(input))),
    };
  },
};
