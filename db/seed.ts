import { signUp } from "@/lib/auth/sign-up";
import { saveCollection } from "@/lib/collections/mutations";
import { addTrialConnection } from "@/lib/connections/mutations";
import { getEnv } from "@/lib/env";
import { createEventStore } from "@/lib/intake/event-store";
import { listHooks } from "@/lib/integrations/hooks";
import { createIntegration, publishSettings } from "@/lib/integrations/mutations";
import { integrationSettingsSchema } from "@/lib/integrations/schema";
import { createReceiveEvent } from "@/lib/leads/receive-event";
import type { MappingRow } from "@/lib/mapping/schema";
import { listSeedEvents } from "./seed-events";
import { type Transaction, withAccount } from "./with-account";

export const DEMO_EMAIL = "demo@leadbox.local";

const INTEGRATION_NAME = "Sendpulse – Квіти на Подолі";
const ADDRESS = "127.0.0.1";

/** What the customer's own guide maps from a SendPulse event. */
const MAPPING: MappingRow[] = [
  row("contact.name", "{{contact.variables.name}}"),
  row("contact.phone", "{{contact.variables.phone}}"),
  row("contact.email", "{{contact.variables.email}}"),
  row("contact.tags", "{{contact.tags}}"),
  row("contact.cf_messenger", "{{contact.username}}"),
  row("contact.cf_chat", "https://login.sendpulse.com/messengers/chats/{{bot.id}}/contacts/all/{{contact.id}}"),
  row("deal.name", "{{title}} – {{contact.variables.name}}"),
  row("deal.source", '{{contact.variables.utm_source | default: "SendPulse"}}'),
  row("deal.cf_comment", "{{contact.variables.comment}}"),
];

export type Demo = { email: string /** Such as `/api/hooks/…`. */; hookPath: string };

/**
 * Makes the demo account of a first start: a user, a «Пробна CRM», a collection of its users and an integration, and posts
 * sample events to its address, which the worker then delivers like any other. Gives null when the account is there already.
 *
 * Needs the environment of the web server; nothing has to run yet.
 */
export async function seedDemo({ password }: { password: string }): Promise<Demo | null> {
  const user = { name: "Демо Користувач", email: DEMO_EMAIL, password };
  const owner = await signUp(user, { locale: "uk", accountName: "Квіти на Подолі", address: ADDRESS });
  if (!owner) return null;

  const hookPath = await withAccount(owner.accountId, (tx) => makeIntegration(tx, owner));
  await postSamples(hookPath);
  return { email: DEMO_EMAIL, hookPath };
}

type Owner = { accountId: string; userId: string };

async function makeIntegration(tx: Transaction, { accountId, userId }: Owner): Promise<string> {
  const { connectionId, directory } = await addTrialConnection(tx, { accountId, userId, name: "Пробна CRM" });
  const userIds = directory.users.filter((user) => user.isActive).map((user) => user.id);
  const collection = await saveCollection(tx, {
    accountId,
    userId,
    id: null,
    input: { name: "Менеджери", connectionId, userIds },
  });
  const integration = await createIntegration(tx, { accountId, userId, name: INTEGRATION_NAME });
  if (!collection.ok || !integration.ok) throw new Error("The demo account was not made.");

  const settings = integrationSettingsSchema.parse({ connectionId, collectionId: collection.id, mapping: MAPPING });
  const saved = await publishSettings(tx, {
    accountId,
    userId,
    id: integration.id,
    name: INTEGRATION_NAME,
    basis: { version: 1, revision: null },
    settings,
  });
  if (!saved.ok) throw new Error(`The demo integration was not saved: ${saved.reason}`);

  const [hook] = await listHooks(tx, { accountId, integrationId: integration.id, maySeeUrl: true });
  if (!hook?.url) throw new Error("The demo integration has no address.");
  return new URL(hook.url).pathname;
}

/** Through the intake itself, so that the samples are leads like any other. */
async function postSamples(hookPath: string): Promise<void> {
  const store = createEventStore(getEnv().DATABASE_APP_URL);
  const receiveEvent = createReceiveEvent({ store });
  try {
    for (const event of listSeedEvents(new Date())) {
      const answer = await receiveEvent({
        hookId: hookPath.slice(hookPath.lastIndexOf("/") + 1),
        method: "POST",
        headers: { "content-type": "application/json" },
        remoteAddress: null,
        readBody: async () => ({ ok: true, bytes: Buffer.from(JSON.stringify([event])) }),
      });
      if (answer?.status !== 200) throw new Error(`A sample event was not taken: ${answer?.status}`);
    }
  } finally {
    await store.close();
  }
}

function row(target: MappingRow["target"], template: string): MappingRow {
  return { target, template, policy: "inherit" };
}
