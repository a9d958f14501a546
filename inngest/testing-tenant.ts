import { v7 as uuidv7 } from "uuid";
import type { CrmDirectory } from "@/lib/crm/types";
import type { IntegrationSettings } from "@/lib/integrations/schema";

/** An account with a trial CRM and a connection to it. */
export type TestTenant = {
  accountId: string;
  trialCrmId: string;
  connectionId: string;
  token: string;
  directory: CrmDirectory;
};

/** A new account with a trial CRM of its own, spoken to at `address`. */
export async function createTenant(address: string): Promise<TestTenant> {
  const { createTestTrialCrm } = await import("@/lib/trial-crm/testing");
  const trialCrm = await createTestTrialCrm();
  const tenant = { ...trialCrm, connectionId: "" };
  return { ...tenant, connectionId: await createConnection(tenant, address) };
}

/** Another connection to the same CRM. */
async function createConnection({ accountId, token, directory }: TestTenant, address: string): Promise<string> {
  const { withAccount } = await import("@/db/with-account");
  const { connections } = await import("@/db/schema");
  const { sealSecret } = await import("@/lib/crypto/seal");
  const id = uuidv7();
  const { sealed, keyId } = sealSecret({
    plaintext: JSON.stringify({ address, token }),
    accountId,
    subjectId: id,
  });
  await withAccount(accountId, (tx) =>
    tx.insert(connections).values({
      id,
      accountId,
      provider: "trial",
      name: "Пробна CRM",
      sealedSettings: sealed,
      keyId,
      directory,
      directoryAt: new Date(),
      defaultUserId: "u4",
    }),
  );
  return id;
}

const MAPPING: IntegrationSettings["mapping"] = [
  { target: "contact.name", template: "{{contact.name}}", policy: "inherit" },
  { target: "contact.phone", template: "{{contact.phone}}", policy: "inherit" },
  { target: "contact.email", template: "{{contact.email}}", policy: "inherit" },
  { target: "deal.name", template: "Заявка {{contact.name}}", policy: "inherit" },
];

/** An integration with the settings that are given, and the product's own for the rest. `members` make its collection. */
export async function createIntegration(
  { accountId, connectionId }: TestTenant,
  {
    settings = {},
    members,
    name = "Instagram",
  }: { settings?: Record<string, unknown>; members?: string[]; name?: string } = {},
) {
  const { withAccount } = await import("@/db/with-account");
  const schema = await import("@/db/schema");
  const { integrationSettingsSchema } = await import("@/lib/integrations/schema");
  const integrationId = uuidv7();
  const collectionId = members ? uuidv7() : null;
  const parsed = integrationSettingsSchema.parse({ connectionId, collectionId, mapping: MAPPING, ...settings });
  await withAccount(accountId, async (tx) => {
    await tx.update(schema.accounts).set({ plan: "pro" });
    if (collectionId && members) {
      await tx.insert(schema.collections).values({ id: collectionId, accountId, connectionId, name: "Продажі" });
      const rows = members.map((crmUserId, position) => ({ accountId, collectionId, crmUserId, position }));
      if (rows.length > 0) await tx.insert(schema.collectionMembers).values(rows);
    }
    await tx.insert(schema.integrations).values({ id: integrationId, accountId, name });
    await tx.insert(schema.integrationVersions).values({ accountId, integrationId, version: 1, settings: parsed });
  });
  return { accountId, integrationId, collectionId };
}
