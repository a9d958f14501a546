import { once } from "../once";
import { createRemembered } from "../remembered";
import { toAccountKey } from "./account-key";
import type { OdooSettings } from "./settings";

const userIds = createRemembered<number>({ ageMsMax: 60 * 60_000, entriesMax: 2000 });

/** The id of the user whose credentials they are: as this process remembers it, else as it is read. */
export function rememberUser(settings: OdooSettings, read: () => Promise<number>): () => Promise<number> {
  const account = toAccountKey(settings);
  return once(async () => {
    const known = userIds.get(account);
    if (known !== undefined) return known;
    const userId = await read();
    userIds.set(account, userId);
    return userId;
  });
}

export function forgetUser(settings: OdooSettings): void {
  userIds.forget(toAccountKey(settings));
}
