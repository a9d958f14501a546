import { CrmError } from "../error";
import { once } from "../once";
import { readGrant } from "../read-grant";
import type { CreateAttempt, CrmConnector, CrmCreate } from "../types";
import type { Access } from "./access";
import { createAccountCalls } from "./account-calls";
import { createHubspotClient } from "./client";
import { consent, tokens } from "./consent";
import { createContactCalls } from "./contact-calls";
import { createDealCalls, createTaskCalls } from "./deal-calls";
import { createKnownAccounts } from "./known-accounts";
import { readError } from "./read-error";
import { settingsSchema } from "./settings";
import { texts } from "./texts";

const knownAccounts = createKnownAccounts();

/** HubSpot: by a service key or the token of a private app, or by consent to LeadBox's app. */
export const hubspot: CrmConnector = {
  provider: "hubspot",
  label: "HubSpot",
  texts,
  settingsSchema,
  // 100 calls in ten seconds in the smallest plan; [K] not confirmed: apps with consent have no fewer. Search has five a second,
  // which all apps of the account share.
  limits: { requestsPerSecond: 8, burst: 15, lanes: { search: { requestsPerSecond: 3, burst: 2 } } },
  hosts: ["api.hubapi.com"],
  readError,
  tokens,
  consent,
  connect(settings, http, directory) {
    const grant = readGrant(settings);
    const token = grant ? null : settingsSchema.parse(settings).token;
    const credential = token ?? grant?.refreshToken ?? grant?.accessToken ?? "";
    const client = createHubspotClient({ token }, http);
    const account = createAccountCalls({ client, token });
    const readPlace = once(() => knownAccounts.get(credential, client.getAccount).catch(nullOfRefusal));
    const access: Access = {
      client,
      readDirectory: once(async () => directory ?? (await account.readDirectory())),
      // Only for an address, for which nothing fails.
      readAccount: async (records) => (records.every(({ url }) => url) ? null : await readPlace()),
    };
    const contacts = createContactCalls(access);
    const deals = createDealCalls(access);
    const tasks = createTaskCalls(access);

    return {
      // A second create with the same id is refused by the account's property, and does not give the first record.
      isIdempotent: false,
      verify: account.verify,
      readDirectory: account.readDirectory,
      findContacts: contacts.find,
      getContact: contacts.get,
      listActiveDeals: deals.listActive,
      getDeal: deals.get,
      findCreated(create: CrmCreate, attempt?: CreateAttempt) {
        if (create.kind === "contact") return contacts.findCreated(create.input, attempt);
        return create.kind === "deal" ? deals.findCreated(create.input, attempt) : tasks.findCreated(create.input);
      },
      createContact: contacts.create,
      updateContact: contacts.update,
      createDeal: deals.create,
      updateDeal: deals.update,
      createTask: tasks.create,
    };
  },
};

function nullOfRefusal(error: unknown) {
  if (error instanceof CrmError) return null;
  throw error;
}
