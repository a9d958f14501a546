import { toDigest } from "../to-digest";
import { type OdooSettings, toDatabase } from "./settings";

/** What is remembered of an account stands under this key: other credentials have another one, and none can be read out of it. */
export function toAccountKey(settings: OdooSettings): string {
  const { address, login, apiKey } = settings;
  return toDigest([address, toDatabase(settings), login, apiKey]);
}
