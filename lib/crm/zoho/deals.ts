import { CrmError } from "../error";
import { findMade } from "../find-made";
import { isSameText } from "../is-same-text";
import { toHalfDone } from "../to-half-done";
import type { CreateAttempt, CreateDealInput, CreateTaskInput, CrmSession, DealValues } from "../types";
import type { ZohoAccount } from "./account";
import type { ApiRecord } from "./api-types";
import { isSameTask, toDeal, toDealChange, toDealName, toNewDeal, toNewTask } from "./mapper";
import { toTags } from "./mapper-values";
import { hasRequestField, readText } from "./record";

type Deals = Pick<CrmSession, "listActiveDeals" | "getDeal" | "createDeal" | "updateDeal" | "createTask"> & {
  findCreatedDeal(input: CreateDealInput, attempt?: CreateAttempt): ReturnType<CrmSession["findCreated"]>;
  findCreatedTask(input: CreateTaskInput, attempt?: CreateAttempt): ReturnType<CrmSession["findCreated"]>;
};

/** Deals of one session, and tasks on them. */
export function createDeals(account: ZohoAccount): Deals {
  const { client, lookUp, getDirectory, toRef } = account;

  async function getDeal(id: string) {
    const record = await account.findRecord("Deals", id);
    return record && toDeal(record, await getDirectory(), account.crmOrigin);
  }

  async function addTags(id: string, values: DealValues) {
    const tags = toTags(values.Tag);
    if (tags.length > 0) await client.addTags("Deals", id, tags);
  }

  /** The newest deal of the contact under the same name that is not older than the request, also one that is won or lost. */
  async function findUnderName(
    { contactId, values, requestId }: CreateDealInput,
    attempt?: CreateAttempt,
  ): Promise<string | null> {
    const name = toDealName(values, await getDirectory());
    const deals = await client.listRelated("Contacts", { id: contactId, list: "Deals", fields: NAME_FIELDS });
    const same = deals.filter(({ Deal_Name }) => isSameText(Deal_Name, name));
    const createdAtOf = ({ Created_Time }: ApiRecord) => readText(Created_Time);
    return (await findMade(same, { requestId, createdAtOf, attempt }))?.id ?? null;
  }

  return {
    getDeal,
    async listActiveDeals(contactId) {
      const listed = await client.listRelated("Contacts", { id: contactId, list: "Deals", fields: PLACE_FIELDS });
      const directory = await getDirectory();
      const open = listed.filter((record) => toDeal(record, directory, account.crmOrigin).isActive);
      const deals = await Promise.all(open.map(({ id }) => getDeal(id)));
      return deals.flatMap((deal) => (deal?.isActive ? [deal] : []));
    },
    async createDeal(input) {
      const { id, isDuplicate } = await account.write("Deals", toNewDeal(input, await getDirectory(), new Date()));
      // Zoho may not name the unique field that somebody else's deal has the same value in.
      if (isDuplicate && (await getDeal(id))?.contactId !== input.contactId) throw refuseDuplicate();
      await addTags(id, input.values).catch((error: unknown) => {
        throw toHalfDone(error);
      });
      return toRef("Deals", id);
    },
    async updateDeal(id, values) {
      await account.update("Deals", id, toDealChange(values, await getDirectory()));
      await addTags(id, values);
    },
    createTask: async (input) => toRef("Tasks", (await client.create("Tasks", toNewTask(input))).id),
    async findCreatedDeal(input, attempt) {
      const { fields } = await getDirectory();
      const id = hasRequestField(fields, "deal")
        ? await account.findByRequestId("Deals", input.requestId)
        : await findUnderName(input, attempt);
      if (id === null) return null;
      await addTags(id, input.values);
      return toRef("Deals", id);
    },
    /** The same words on the same day of the same deal, the time in them too. */
    async findCreatedTask(input, attempt) {
      const task = toNewTask(input);
      const [field, id] = input.dealId ? ["What_Id", input.dealId] : ["Who_Id", input.contactId];
      const ids = await lookUp.findIds("Tasks", [
        { field, values: [id] },
        { field: "Due_Date", values: [String(task.Due_Date)] },
      ]);
      for (const taskId of ids) {
        const record = await account.findRecord("Tasks", taskId);
        if (record && isSameTask(record, task)) return toRef("Tasks", taskId);
      }
      account.refuseUnseen(attempt);
      return null;
    },
  };
}

const NAME_FIELDS = ["id", "Deal_Name", "Created_Time"];
const PLACE_FIELDS = ["id", "Stage", "Pipeline", "Contact_Name"];

function refuseDuplicate() {
  const message = "DUPLICATE_DATA: a deal of another contact has the same value in a unique field";
  return new CrmError({ kind: "reject", code: "status", provider: "zoho", message });
}
