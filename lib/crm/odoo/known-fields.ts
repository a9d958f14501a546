import { isDeepStrictEqual } from "node:util";
import { once } from "../once";
import { createRemembered } from "../remembered";
import { toDigest } from "../to-digest";
import type { CrmEntity, CrmField } from "../types";
import type { OdooFields } from "./api-types";
import type { OdooClient } from "./client";
import { CONTACT_CODES } from "./mapper-contact";
import { DEAL_CODES } from "./mapper-deal";
import { MODELS, toCode } from "./mapper-fields";
import { mayCreate } from "./may-create";
import { isRefusal } from "./or-else";

const HELPERS = { contact: CONTACT_CODES, deal: DEAL_CODES };

const remembered = createRemembered<OdooFields>({ ageMsMax: 5 * 60_000, entriesMax: 500 });

/** Fields that were remembered, and the key that they stood under. */
type Taken = Map<CrmEntity, { key: string; fields: OdooFields }>;

/**
 * Fields of contacts and deals as the server describes them, since the directory may be older than a field that was removed or an
 * upgrade. They are remembered between sessions for some minutes, for the credentials and the directory that they were read with.
 */
export function createKnownFields(
  client: OdooClient,
  { account, listFields }: { account: string; listFields: () => Promise<readonly CrmField[]> },
) {
  async function know(entity: CrmEntity, taken: Taken): Promise<OdooFields> {
    const listed = (await listFields()).filter((field) => field.entity === entity);
    const key = toDigest([account, entity, listed]);
    const found = remembered.get(key);
    if (found) {
      taken.set(entity, { key, fields: found });
      return found;
    }
    const names = [...HELPERS[entity], ...listed.map((field) => toCode(entity, field.key))];
    const read = await readFields(client, entity, [...new Set(names)]);
    // Where there are no deals it is asked each time, so that an app that was installed is noticed at once.
    if (Object.keys(read).length > 0) remembered.set(key, read);
    return read;
  }

  function start() {
    const taken: Taken = new Map();
    return { taken, contact: once(() => know("contact", taken)), deal: once(() => know("deal", taken)) };
  }
  let known = start();

  /** Whether fields are others by now than they were remembered to be. */
  async function haveChanged(before: typeof known): Promise<boolean> {
    if (before.taken.size === 0) return false;
    for (const { key } of before.taken.values()) remembered.forget(key);
    // Another call of the session may have asked anew meanwhile.
    if (known === before) known = start();
    for (const [entity, { fields }] of before.taken) {
      if (!isDeepStrictEqual(await known[entity](), fields)) return true;
    }
    return false;
  }

  return {
    get: (entity: CrmEntity): Promise<OdooFields> => known[entity](),
    /** Does something by the fields; where Odoo refuses it, and they are others by now than was remembered, once more. */
    async settle<T>(act: () => Promise<T>): Promise<T> {
      const before = known;
      try {
        return await act();
      } catch (error) {
        if (!isRefusal(error) || !(await haveChanged(before).catch(() => false))) throw error;
        return act();
      }
    },
  };
}

/** A deal has no fields where the app «CRM» is missing. */
async function readFields(client: OdooClient, entity: CrmEntity, names: readonly string[]): Promise<OdooFields> {
  try {
    return await client.describe(MODELS[entity], { names });
  } catch (error) {
    if (entity === "deal" && isRefusal(error) && (await mayCreate(client, MODELS.deal)) === null) return {};
    throw error;
  }
}
