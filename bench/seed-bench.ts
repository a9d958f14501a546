import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { v7 as uuidv7 } from "uuid";
import { createDatabase } from "@/db/index";
import {
  accounts,
  collectionMembers,
  collections,
  connections,
  hooks,
  integrations,
  integrationVersions,
} from "@/db/schema";
import { withAccount } from "@/db/with-account";
import { toDirectory } from "@/lib/crm/trial/mapper";
import { sealSecret } from "@/lib/crypto/seal";
import { hashHookId } from "@/lib/intake/hook-id";
import { integrationSettingsSchema } from "@/lib/integrations/schema";
import { SEED_FIELDS, SEED_PIPELINES, SEED_USERS } from "@/lib/trial-crm/seed-data";
import { toApiField, toApiPipeline, toApiUser } from "@/lib/trial-crm/to-answer";

export type BenchAccount = { accountId: string; hookPath: string };

const MAPPING = [
  ["contact.name", "{{contact.variables.name}}"],
  ["contact.phone", "{{contact.variables.phone}}"],
  ["contact.email", "{{contact.variables.email}}"],
  ["deal.name", "Заявка {{contact.variables.name}}"],
  ["deal.source", '{{contact.variables.utm_source | default: "sendpulse"}}'],
] as const;

/** An account with one integration that delivers to the CRM at `crmAddress`, its leads shared out over the CRM's users. */
export async function seedBench({
  appUrl,
  dataDir,
  crmAddress,
}: {
  appUrl: string;
  dataDir: string;
  crmAddress: string;
}): Promise<BenchAccount> {
  const [accountId, connectionId, collectionId, integrationId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const keys = readKeys(dataDir);
  const hookId = randomBytes(16).toString("hex");
  const seal = (plaintext: string, subjectId: string) => sealSecret({ plaintext, accountId, subjectId }, keys);
  const credentials = seal(JSON.stringify({ address: crmAddress, token: "bench" }), connectionId);
  const hook = seal(hookId, integrationId);
  const { db, close } = createDatabase(appUrl, { max: 1 });

  await withAccount(
    accountId,
    async (tx) => {
      await tx.insert(accounts).values({ id: accountId, name: "Bench", plan: "pro" });
      await tx.insert(connections).values({
        id: connectionId,
        accountId,
        provider: "trial",
        name: "Fake CRM",
        sealedSettings: credentials.sealed,
        keyId: credentials.keyId,
        directory: toDirectory({
          users: SEED_USERS.map(toApiUser),
          pipelines: SEED_PIPELINES.map(toApiPipeline),
          fields: SEED_FIELDS.map(toApiField),
        }),
        directoryAt: new Date(),
      });
      await tx.insert(collections).values({ id: collectionId, accountId, connectionId, name: "Bench" });
      await tx
        .insert(collectionMembers)
        .values(SEED_USERS.map(({ id }, position) => ({ accountId, collectionId, crmUserId: id, position })));
      await tx.insert(integrations).values({ id: integrationId, accountId, name: "Bench" });
      await tx.insert(integrationVersions).values({
        accountId,
        integrationId,
        version: 1,
        settings: integrationSettingsSchema.parse({
          connectionId,
          collectionId,
          mapping: MAPPING.map(([target, template]) => ({ target, template })),
        }),
      });
      await tx
        .insert(hooks)
        .values({ accountId, integrationId, idHash: hashHookId(hookId), sealedId: hook.sealed, keyId: hook.keyId });
    },
    db,
  );
  await close();
  return { accountId, hookPath: `/api/hooks/${hookId}` };
}

function readKeys(dataDir: string) {
  const { credentialsKeys } = JSON.parse(readFileSync(path.join(dataDir, "secrets.json"), "utf8")) as {
    credentialsKeys: string;
  };
  const [id = "", key = ""] = credentialsKeys.split(",")[0]?.split(":") ?? [];
  return [{ id, key: new Uint8Array(Buffer.from(key, "base64")) }];
}
