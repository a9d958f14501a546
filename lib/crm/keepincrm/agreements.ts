import { orNull } from "../or-null";
import { readRequestTime } from "../request-time";
import type { CreateDealInput, CrmDeal, CrmDirectory, CrmRecordRef, DealValues } from "../types";
import type { ApiAgreement } from "./api-types";
import { LISTS_ARE_WHOLE } from "./assumptions";
import type { KeepincrmClient } from "./client";
import { toAgreementChange, toDeal, toNewAgreement, toTitle } from "./mapper-agreements";

/** Clocks differ: an agreement may seem to be a little older than the request that made it. */
const CLOCKS_MS_MAX = 60_000;

/** What is done with agreements, above the calls. */
export function createAgreements(client: KeepincrmClient, getDirectory: () => Promise<CrmDirectory>) {
  /** Those of the client alone, even if the filter gave others too. A list that does not tell whose they are is read one by one. */
  async function listOf(contactId: string) {
    const { pipelines } = await getDirectory();
    const found = await client.listAgreementsOf(contactId);
    const listed = found.map((agreement) => ({ agreement, deal: toDeal(agreement, pipelines) }));
    const told = await Promise.all(listed.map((own) => (own.deal.contactId === "" ? readWhole(own.deal.id) : own)));
    return told.flatMap((own) => (own?.deal.contactId === contactId ? [own] : []));
  }

  async function readWhole(id: string) {
    const { pipelines } = await getDirectory();
    const agreement = await orNull(client.getAgreement(id));
    return agreement && { agreement, deal: toDeal(agreement, pipelines) };
  }

  async function listActive(contactId: string): Promise<CrmDeal[]> {
    const active = (await listOf(contactId)).map(({ deal }) => deal).filter(({ isActive }) => isActive);
    if (LISTS_ARE_WHOLE) return active;
    const whole = await Promise.all(active.map(({ id }) => readWhole(id)));
    return whole.flatMap((found) => (found?.deal.isActive ? [found.deal] : []));
  }

  async function create(input: CreateDealInput): Promise<CrmRecordRef> {
    const { id } = await client.createAgreement(toNewAgreement(input, await getDirectory()));
    return { id, url: null };
  }

  /** An agreement of the client under the same name that is not older than the request. */
  async function findCreated({ requestId, contactId, values }: CreateDealInput): Promise<CrmRecordRef | null> {
    const since = readRequestTime(requestId);
    if (since === null) return null;
    const isMade = ({ title, created_at }: ApiAgreement) =>
      title === toTitle(values) && Date.parse(created_at ?? "") >= since.getTime() - CLOCKS_MS_MAX;
    const made = (await listOf(contactId)).find(({ agreement }) => isMade(agreement));
    return made ? { id: made.deal.id, url: null } : null;
  }

  /** A pipeline that is named alone moves an agreement of another one, and leaves one of its own in its stage. */
  async function update(id: string, values: DealValues) {
    const directory = await getDirectory();
    const isAtHome =
      values.pipeline !== undefined &&
      values.stage === undefined &&
      toDeal(await client.getAgreement(id), directory.pipelines).pipelineId === values.pipeline;
    const change = toAgreementChange(isAtHome ? { ...values, pipeline: "" } : values, directory);
    if (Object.keys(change).length > 0) await client.updateAgreement(id, change);
  }

  return { listActive, create, findCreated, update };
}
