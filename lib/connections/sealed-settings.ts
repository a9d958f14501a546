import "server-only";
import type { CrmSettings } from "@/lib/crm/types";
import { openSecret, sealSecret } from "@/lib/crypto/seal";
import { isJsonObject } from "@/lib/json";

type Owner = { accountId: string; connectionId: string };

/** The settings of a connection as they are stored: only this connection of this account opens them. */
export function sealSettings({ accountId, connectionId }: Owner, settings: CrmSettings) {
  const plaintext = JSON.stringify(settings);
  const { sealed, keyId } = sealSecret({ plaintext, accountId, subjectId: connectionId });
  return { sealedSettings: sealed, keyId };
}

export function unsealSettings(
  { accountId, connectionId }: Owner,
  { sealedSettings, keyId }: { sealedSettings: string; keyId: string },
): CrmSettings {
  const settings: unknown = JSON.parse(
    openSecret({ sealed: sealedSettings, keyId, accountId, subjectId: connectionId }),
  );
  if (!isJsonObject(settings)) throw new Error("The settings of a connection are not an object");
  return settings;
}
