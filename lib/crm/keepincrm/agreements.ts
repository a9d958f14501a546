import { findMade } from "../find-made";
import { isSameText } from "../is-same-text";
import { orNull } from "../or-null";
import { toEarliestCreation } from "../request-time";
import type { CreateAttempt, CreateDealInput, CrmDeal, CrmDirectory, CrmRecordRef, DealValues } from "../types";
import { LISTS_ARE_WHOLE } from "./assumptions";
import type { KeepincrmClient } from "./client";
import { toAgreementChange, toDeal, toNewAgreement, toTitle } from "./mapper-agreements";

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

  /** An agreement of the client, ended ones too, under the same name that is not older than the request. */
  async function findCreated(
    { requestId, contactId, values }: CreateDealInput,
    attempt?: CreateAttempt,
  ): Promise<CrmRecordRef | null> {
    if (toEarliestCreation(requestId) === null) return null;
    const title = toTitle(values);
    const listed = (await listOf(contactId)).map(({ agreement }) => agreement);
    // The list may be short of fields.
    const told = await Promise.all(
      listed
        .filter((agreement) => isSameText(agreement.title ?? title, title))
        .map((agreement) =>
          agreement.title && agreement.created_at ? agreement : orNull(client.getAgreement(agreement.id)),
        ),
    );
    const same = told.flatMap((agreement) => (agreement && isSameText(agreement.title, title) ? [agreement] : []));
    const made = await findMade(same, { requestId, createdAtOf: (one) => one.created_at, attempt });
    return made ? { id: made.id, url: null } : null;
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
