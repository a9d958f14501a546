import { v7 as uuidv7 } from "uuid";
import { afterEach, expect } from "vitest";
import { createFakePipedrive } from "@/e2e/support/crm/pipedrive/create-fake-pipedrive";
import { openContract } from "../contract/contract";
import type { Fault } from "../testing/crm-server";
import { withChecks } from "./check-requests";
import { pipedrive } from "./connector";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A company of its own for one test, closed after it; every request is held against the documents of the API. */
export async function openAccount(options: Parameters<typeof createFakePipedrive>[0] = {}) {
  const fake = createFakePipedrive(options);
  const { crm, problems } = withChecks(fake);
  const contract = await openContract(pipedrive, async () => crm);
  closing.push(async () => {
    await contract.close();
    expect(problems).toEqual([]);
  });
  return { fake, contract, session: contract.connect() };
}

/** A person as somebody typed it into Pipedrive. */
export function addPerson(
  { account }: ReturnType<typeof createFakePipedrive>,
  phones: string[],
  emails: string[] = [],
) {
  const row = account.newRow();
  const toPoint = (value: string, place: number) => ({ value, primary: place === 0, label: "work" });
  account.persons.set(row.id, {
    ...row,
    name: "Іра",
    first_name: "Іра",
    last_name: "",
    owner_id: 11,
    org_id: null,
    phones: phones.map(toPoint),
    emails: emails.map(toPoint),
    label_ids: [],
    visible_to: 3,
    custom_fields: {},
  });
  return String(row.id);
}

export const passes: Fault = (request, handle) => handle(request);

export const newContact = (values: Record<string, string | string[]>) => ({
  values,
  responsibleId: null,
  requestId: uuidv7(),
});

export const newDeal = (contactId: string, more: object = {}) => ({
  contactId,
  values: { name: "Заявка" },
  pipelineId: null,
  stageId: null,
  responsibleId: null,
  requestId: uuidv7(),
  ...more,
});
