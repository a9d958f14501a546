import "server-only";
import { log } from "@/lib/log";
import { findMember } from "./find-member";

const TIME_ZONE_DEFAULT = "Europe/Kyiv";

/** The time zone in which this request shows times: the account's, and Kyiv's for nobody. */
export async function findTimeZone(): Promise<string> {
  try {
    return (await findMember())?.timeZone ?? TIME_ZONE_DEFAULT;
  } catch (err) {
    // A page that says what is wrong must still be able to show itself.
    log.error({ err }, "time zone not read");
    return TIME_ZONE_DEFAULT;
  }
}
