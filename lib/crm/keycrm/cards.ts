import { setTimeout as delay } from "node:timers/promises";
import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import { CrmError } from "../error";
import { findMade } from "../find-made";
import { appendText, hasLines } from "../note-lines";
import { orNull } from "../or-null";
import type {
  CreateAttempt,
  CreateDealInput,
  CreateTaskInput,
  CrmDeal,
  CrmDirectory,
  CrmRecordRef,
  DealValues,
} from "../types";
import type { ApiCard, ApiCardInput } from "./api-types";
import { CARD_CHANGE_WAITS_MS, CARDS_FILTER_TAKES_LISTS } from "./assumptions";
import { afterCreate, type KeycrmClient } from "./client";
import {
  findFirstOpen,
  hasChange,
  listOpenStageIds,
  toCardChange,
  toCardTask,
  toDeal,
  toNewCard,
  toPlace,
  toTaskLine,
  toTitle,
} from "./mapper-cards";
import { toNumber } from "./mapper-contacts";
import { isLeadsOff } from "./read-error";
import { toIsoTime } from "./times";

export type Wait = (ms: number) => Promise<unknown>;

/** What is done with cards, above the calls: KeyCRM finds none by its buyer, and makes changes later than it says so. */
export function createCards(
  client: KeycrmClient,
  { getDirectory, wait = delay }: { getDirectory: () => Promise<CrmDirectory>; wait?: Wait },
) {
  /** Sends a change, and gives KeyCRM the time to make it, so that what is read next is not the state before. */
  async function change(id: string, input: ApiCardInput) {
    await client.updateCard(id, input);
    try {
      await waitFor(async () => hasChange(await client.getCard(id), input));
    } catch (error) {
      // A look that fails does not take back what was accepted.
      if (!(error instanceof CrmError)) throw error;
    }
  }

  async function waitFor(isSo: () => Promise<boolean>) {
    for (const ms of CARD_CHANGE_WAITS_MS) {
      await wait(ms);
      if (await isSo()) return true;
    }
    return false;
  }

  /**
   * A pipeline that is named alone moves a card of another one, and leaves a card of its own in its stage. A comment goes below
   * the one that is there, where tasks are too.
   */
  async function update(id: string, values: DealValues) {
    const directory = await getDirectory();
    const { pipeline, stage, manager_comment: comment } = values;
    const isPipelineAlone = pipeline !== undefined && stage === undefined;
    const card = isPipelineAlone || comment !== undefined ? await client.getCard(id) : null;
    const isAtHome = isPipelineAlone && card !== null && toDeal(card, directory).pipelineId === pipeline;
    const wanted = {
      ...values,
      ...(isAtHome && { pipeline: "" }),
      ...(comment !== undefined && { manager_comment: appendText(card?.manager_comment, String(comment)) }),
    };
    const input = toCardChange(wanted, directory);
    if (Object.keys(input).length > 0) await change(id, input);
  }

  async function listActive(contactId: string): Promise<CrmDeal[]> {
    const directory = await getDirectory();
    const statusIds = listOpenStageIds(directory);
    if (statusIds.length === 0) return [];
    const cards = await orNoCards(client.listCards(CARDS_FILTER_TAKES_LISTS ? { statusIds } : {}));
    const hasUntied = cards.some(({ contact }) => contact && !contact.client_id);
    const phones = hasUntied ? ((await orNull(client.getBuyer(contactId)))?.phone ?? []) : [];
    return cards
      .filter((card) => isOf(card, contactId, phones))
      .map((card) => toDeal(card, directory, contactId))
      .filter(({ isActive }) => isActive);
  }

  /** [?] KeyCRM may not take the stage of a new card: a card that came out elsewhere is moved. */
  async function place(card: { id: string; status_id?: string | null }, stageId: string | null) {
    if (stageId && card.status_id !== stageId) await afterCreate(change(card.id, { status_id: toNumber(stageId) }));
    return toRef(card);
  }

  async function create(input: CreateDealInput): Promise<CrmRecordRef> {
    const directory = await getDirectory();
    const at = toPlace(input, directory);
    const card = await client.createCard(toNewCard(input, { place: at, directory }));
    return place(card, at.stageId);
  }

  /** A card of the buyer under the same name that is not older than the request; moved if it still is where KeyCRM put it. */
  async function findCreated(input: CreateDealInput, attempt?: CreateAttempt): Promise<CrmRecordRef | null> {
    const directory = await getDirectory();
    const at = toPlace(input, directory);
    const cards = await client.listCards({ pipelineId: at.pipelineId ?? undefined }, { pagesMax: 1 });
    const card = await findMade(
      cards.filter(({ contact, title }) => contact?.client_id === input.contactId && title === toTitle(input.values)),
      { requestId: input.requestId, createdAtOf: (one) => toIsoTime(one.created_at), attempt },
    );
    if (!card) return null;
    const isUntouched = card.status_id === findFirstOpen(directory.pipelines, at.pipelineId);
    return isUntouched ? place(card, at.stageId) : toRef(card);
  }

  async function toLine(task: CreateTaskInput) {
    return toTaskLine(task, (await getDirectory()).users);
  }

  async function createTask(cardId: string, task: CreateTaskInput): Promise<CrmRecordRef> {
    const card = await client.getCard(cardId);
    await change(cardId, toCardTask(task, { card, line: await toLine(task) }));
    return { id: cardId, url: null };
  }

  /** The line may show up later than the call that wrote it was answered, or broke off. */
  async function findTask(cardId: string, task: CreateTaskInput): Promise<CrmRecordRef | null> {
    const line = await toLine(task);
    const isWritten = await waitFor(async () =>
      hasLines((await orNull(client.getCard(cardId)))?.manager_comment, line),
    );
    return isWritten ? { id: cardId, url: null } : null;
  }

  return { update, listActive, create, findCreated, createTask, findTask, toLine };
}

/** A card whose person is tied to another buyer is that buyer's, though the phone be the same. */
function isOf({ contact }: ApiCard, contactId: string, phones: readonly string[]) {
  if (contact?.client_id) return contact.client_id === contactId;
  return contact?.phone.some((phone) => phones.some((known) => phoneDigitsMatch(known, phone))) ?? false;
}

function toRef({ id }: { id: string }): CrmRecordRef {
  return { id, url: null };
}

/** An account without pipelines has no cards. */
async function orNoCards(cards: Promise<ApiCard[]>): Promise<ApiCard[]> {
  return cards.catch((error: unknown) => {
    if (error instanceof CrmError && isLeadsOff(error)) return [];
    throw error;
  });
}
