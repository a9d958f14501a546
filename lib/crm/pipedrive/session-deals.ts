import { findMade } from "../find-made";
import { orNull } from "../or-null";
import type { CreateAttempt, CreateDealInput, CreateTaskInput, CrmDirectory, CrmRecordRef, DealValues } from "../types";
import type { PipedriveClient } from "./client";
import { isSameActivity, toNewActivity } from "./mapper-activity";
import { isOpen, needsDeal, toDeal, toDealChange, toDealUrl, toNewDeal } from "./mapper-deal";
import { toPersonUrl } from "./mapper-person";
import { toId } from "./mapper-values";

/** The part of a session that is about deals, and the tasks on them. */
export function openDeals(client: PipedriveClient, getDirectory: () => Promise<CrmDirectory>) {
  /** Deals of which the person is the main one; those of mere participants are not listed. */
  async function listActiveDeals(contactId: string) {
    const deals = (await client.listOpenDeals(contactId)).filter(isOpen);
    return Promise.all(deals.map(async (deal) => toDeal(deal, await getDirectory())));
  }

  async function getDeal(id: string) {
    const deal = await orNull(client.getDeal(id));
    const isThere = deal && deal.is_deleted !== true && deal.status !== "deleted";
    return isThere ? toDeal(deal, await getDirectory()) : null;
  }

  async function createDeal(input: CreateDealInput): Promise<CrmRecordRef> {
    const directory = await getDirectory();
    const { id } = await client.createDeal(toNewDeal(input, directory));
    return { id: String(id), url: toDealUrl(id, directory) };
  }

  async function updateDeal(id: string, values: DealValues) {
    const deal = needsDeal(values) ? await client.getDeal(id) : null;
    const change = toDealChange(values, deal, await getDirectory());
    if (Object.keys(change).length > 0) await client.updateDeal(id, change);
  }

  /** A deal of the person under the same name that is not older than the request, also one that is won or lost. */
  async function findCreatedDeal(input: CreateDealInput, attempt?: CreateAttempt): Promise<CrmRecordRef | null> {
    const directory = await getDirectory();
    const { title } = toNewDeal(input, directory);
    const deals = await client.listNewestDeals(input.contactId);
    const deal = await findMade(
      deals.filter((one) => one.is_deleted !== true && one.title === title),
      { requestId: input.requestId, createdAtOf: (one) => one.add_time, attempt },
    );
    return deal ? { id: String(deal.id), url: toDealUrl(deal.id, directory) } : null;
  }

  /** The lists are read first: what fails once the task is made would look like a task that was not made. */
  async function createTask(input: CreateTaskInput) {
    await getDirectory();
    const { id } = await client.createActivity(toNewActivity(input));
    return toTaskRef(id, input);
  }

  /** The task with the same words at the same minute on the same deal, or on the person where there is no deal. */
  async function findCreatedTask(input: CreateTaskInput) {
    const of = input.dealId === null ? { person_id: input.contactId } : { deal_id: input.dealId };
    const wanted = toNewActivity(input);
    const activity = (await client.listNewestActivities(of)).find((one) => isSameActivity(one, wanted));
    return activity ? toTaskRef(activity.id, input) : null;
  }

  /** A task has no page of its own; it stands on that of its deal or person. */
  async function toTaskRef(id: number, { dealId, contactId }: CreateTaskInput): Promise<CrmRecordRef> {
    const directory = await getDirectory();
    const deal = toId(dealId);
    const person = toId(contactId);
    const url = deal ? toDealUrl(deal, directory) : person ? toPersonUrl(person, directory) : null;
    return { id: String(id), url };
  }

  return { listActiveDeals, getDeal, createDeal, updateDeal, findCreatedDeal, createTask, findCreatedTask };
}
