import type { CrmDirectory } from "../types";
import type { ApiAccount, ApiRecord } from "./api-types";
import type { HubspotClient } from "./client";

/** What the calls of one session share. */
export type Access = {
  client: HubspotClient;
  readDirectory(): Promise<CrmDirectory>;
  /** The account, from which the addresses of records are made; null when the records bring their own, or HubSpot does not say. */
  readAccount(records: readonly ApiRecord[]): Promise<ApiAccount | null>;
};
