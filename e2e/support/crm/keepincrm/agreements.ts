import { Refusal } from "../refusal";
import type { Account, Agreement } from "./account";
import { type Input, mergeCustom, showCustom, showUser, toId, toText } from "./input";
import { invalid, notFound, readFilter, toPage } from "./replies";

const RESULTS = ["archived", "successful", "failed"];

/** Agreements by client, newest first. */
export function listAgreements(account: Account, url: URL) {
  const clientId = readFilter(url, "client_id_eq");
  const found = [...account.agreements.values()]
    .reverse()
    .filter((agreement) => clientId === null || String(agreement.client_id) === clientId);
  return toPage(
    url,
    found.map((agreement) => show(account, agreement)),
  );
}

export function readAgreement(account: Account, id: number) {
  return show(account, get(account, id));
}

/** Without a stage it begins in the first one of its funnel, without a funnel in the first one. */
export function createAgreement(account: Account, input: Input) {
  const title = toText(input, "title");
  if (!title) throw invalid("title", "is required");
  const clientId = toId(input, "client_id", [...account.clients.values()]);
  if (!clientId) throw invalid("client", "is required");
  const funnelId = toId(input, "funnel_id", account.funnels) ?? account.funnels[0]?.id;
  const first = account.stages.find(({ funnel }) => funnel.id === funnelId);
  const stageId = toId(input, "stage_id", account.stages) ?? first?.id;
  if (!stageId) throw invalid("stage", "is required");
  const now = account.now();
  const id = account.nextId();
  const blank: Agreement = {
    id,
    title,
    total: 0,
    comment: null,
    result: null,
    stage_id: stageId,
    source_id: null,
    client_id: clientId,
    main_responsible_id: null,
    custom: {},
    created_at: now,
    updated_at: now,
  };
  account.agreements.set(id, write(account, blank, input));
  return { id, created_at: now, updated_at: now };
}

export function updateAgreement(account: Account, id: number, input: Input) {
  const stored = get(account, id);
  const { ownAgreementsOf } = account.options;
  if (ownAgreementsOf && stored.main_responsible_id !== ownAgreementsOf) {
    throw new Refusal(403, { errors: ["Недостатньо прав"] });
  }
  const agreement = write(account, stored, input);
  account.agreements.set(id, agreement);
  return { id, created_at: agreement.created_at, updated_at: agreement.updated_at };
}

function get({ agreements }: Account, id: number): Agreement {
  const agreement = agreements.get(id);
  if (!agreement) throw notFound();
  return agreement;
}

function write(account: Account, agreement: Agreement, input: Input): Agreement {
  const pick = <T>(value: T | undefined, stored: T) => (value === undefined ? stored : value);
  const result = toText(input, "result");
  if (result && !RESULTS.includes(result)) throw invalid("result", "is not included in the list");
  if (input.total !== undefined && typeof input.total !== "number") throw invalid("total", "is not a number");
  return {
    ...agreement,
    title: toText(input, "title") || agreement.title,
    total: typeof input.total === "number" ? input.total : agreement.total,
    comment: pick(toText(input, "comment"), agreement.comment),
    result: pick(result, agreement.result),
    stage_id: toId(input, "stage_id", account.stages) ?? agreement.stage_id,
    source_id: pick(toId(input, "source_id", account.sources), agreement.source_id),
    main_responsible_id: pick(toId(input, "main_responsible_id", account.users), agreement.main_responsible_id),
    custom: mergeCustom(agreement.custom, { input, titles: account.customTitles.agreement }),
    updated_at: account.now(),
  };
}

/** Amounts are shown as texts, as decimals often are. */
function show(
  account: Account,
  { custom, stage_id, source_id, client_id, main_responsible_id, total, ...rest }: Agreement,
) {
  const stage = account.stages.find(({ id }) => id === stage_id);
  const client = account.clients.get(client_id);
  return {
    ...rest,
    total: String(total),
    stage: stage && { id: stage.id, name: stage.name },
    funnel: stage?.funnel,
    source: account.sources.find(({ id }) => id === source_id) ?? null,
    client: client ? { id: client.id, person: client.person, company: client.company } : null,
    main_responsible: showUser(account.users, main_responsible_id),
    ...showCustom(custom, account.customTitles.agreement),
  };
}
