import { once } from "../once";
import type { CrmDirectory, CrmSession } from "../types";
import type { PipedriveClient } from "./client";
import { toAccount, toDirectory } from "./mapper-directory";
import { openContacts } from "./session-contacts";
import { openDeals } from "./session-deals";

/** A session over one account. What it writes depends on the account's fields, which are read when nobody did so before. */
export function openPipedriveSession(client: PipedriveClient, known: CrmDirectory | null): CrmSession {
  const getDirectory = once(async () => known ?? readDirectory(client));
  const { findCreatedContact, ...contacts } = openContacts(client, getDirectory);
  const { findCreatedDeal, findCreatedTask, ...deals } = openDeals(client, getDirectory);

  return {
    isIdempotent: false,
    verify: async () => toAccount(await client.getMe()),
    readDirectory: () => readDirectory(client),
    ...contacts,
    ...deals,
    async findCreated({ kind, input }, attempt) {
      if (kind === "contact") return findCreatedContact(input, attempt);
      return kind === "deal" ? findCreatedDeal(input, attempt) : findCreatedTask(input);
    },
  };
}

async function readDirectory(client: PipedriveClient): Promise<CrmDirectory> {
  const [me, users, pipelines, stages, personFields, dealFields] = await Promise.all([
    client.getMe(),
    client.listUsers(),
    client.listPipelines(),
    client.listStages(),
    client.listPersonFields(),
    client.listDealFields(),
  ]);
  return toDirectory({ me, users, pipelines, stages, personFields, dealFields });
}
