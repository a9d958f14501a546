import { statusesFixture, usersFixture } from "@/lib/crm/bitrix24/fixtures";
import type { FieldValue } from "@/lib/crm/types";
import type { FakeCrm } from "../fake-crm";
import { type Account, type Answer, createMethods } from "./methods";
import { type Params, readPhpQuery, toParams } from "./php-query";
import { createRecords } from "./records";
import { Refusal } from "./refusal";
import { toFakeRecords } from "./to-fake-records";
import { createTokenServer, TOKEN_HOST } from "./token-server";

const HOST = "demo.bitrix24.ua";
const WEBHOOK_PATH = "/rest/1/k3v9x0q7w2m5t8zb";
const BATCH_COMMANDS_MAX = 50;
/** Enough for the list of users to have a second page. */
const FURTHER_USERS = 55;

/** What tests change about the portal. */
export type Bitrix24Controls = {
  account: Account;
  /** The code of a redirect from the consent page. */
  issueCode(): string;
  endAccess(): void;
  /** The method is refused from now on. */
  refuse(method: string, refusal: Refusal): void;
  /** When the method's budget of run time begins anew, in seconds since 1970. */
  setReset(method: string, resetAt: number): void;
  /** Methods that were called, those of batches too. */
  called: string[];
};

/** A portal in the cloud with a webhook, an app, two funnels and fields of every type. */
export function createFakeBitrix24(): FakeCrm & Bitrix24Controls {
  const stageIds = { "0": listStageIds("DEAL_STAGE"), "7": listStageIds("DEAL_STAGE_7") };
  const account: Account = {
    records: createRecords(stageIds),
    users: createUsers(),
    scope: ["crm", "task", "user"],
    filtersByContacts: true,
    callsLeft: Number.POSITIVE_INFINITY,
  };
  const methods = createMethods(account);
  const tokenServer = createTokenServer(HOST);
  const resets = new Map<string, number>();
  const refusals = new Map<string, Refusal>();
  const called: string[] = [];
  const address = `https://${HOST}${WEBHOOK_PATH}/`;

  function run(name: string, params: Params): Answer {
    called.push(name);
    const method = methods[name];
    const isGranted = method && (method.scope === null || account.scope.includes(method.scope));
    if (!method) throw new Refusal(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
    if (!isGranted) throw new Refusal(403, "insufficient_scope", "The request requires higher privileges");
    const refusal = refusals.get(name);
    if (refusal) throw refusal;
    return method.answer(params);
  }

  const timeOf = (name: string) => ({ operating: 0.05, operating_reset_at: resets.get(name) ?? 1_760_000_600 });

  /** Says 200 whatever becomes of the commands. */
  function runBatch({ cmd }: Params) {
    const commands = Object.entries(toParams(cmd));
    if (commands.length > BATCH_COMMANDS_MAX) {
      throw new Refusal(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
    }
    const parts = { result: {}, result_error: {}, result_total: {}, result_next: {}, result_time: {} };
    for (const [key, command] of commands) {
      const [name = "", query = ""] = String(command).split("?");
      try {
        const { result, total, next } = toEnvelope(run(name, readPhpQuery(query)));
        Object.assign(parts.result, { [key]: result });
        if (total !== undefined) Object.assign(parts.result_total, { [key]: total });
        if (next !== undefined) Object.assign(parts.result_next, { [key]: next });
        Object.assign(parts.result_time, { [key]: timeOf(name) });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        Object.assign(parts.result_error, { [key]: error.toBody() });
      }
    }
    return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, orList(part)]));
  }

  async function handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.host === TOKEN_HOST) return tokenServer.handle(url);
    try {
      account.callsLeft -= 1;
      if (account.callsLeft < 0) throw new Refusal(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
      const { auth, ...params } = await readParams(request);
      const name = readMethod(url.pathname, auth);
      const envelope = name === "batch" ? { result: runBatch(params) } : toEnvelope(run(name, params));
      return Response.json({ ...envelope, time: timeOf(name) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Response.json(error.toBody(), { status: error.status });
    }
  }

  function readMethod(path: string, auth: unknown): string {
    if (path.startsWith(`${WEBHOOK_PATH}/`)) return path.slice(WEBHOOK_PATH.length + 1);
    const [, name] = /^\/rest\/([a-z.]+)$/.exec(path) ?? [];
    const verdict = name ? tokenServer.check(auth) : "unknown";
    if (verdict === "ended") throw new Refusal(401, "expired_token", "The access token provided has expired.");
    if (!name || verdict !== "good") throw new Refusal(401, "NO_AUTH_FOUND", "Wrong authorization data");
    return name;
  }

  return {
    account,
    called,
    form: { address },
    handle,
    serves: (host) => host === HOST || host === TOKEN_HOST,
    toSettings: () => ({ address }),
    toSettingsElsewhere: (origin) => ({ address: `https://${new URL(origin).host}${WEBHOOK_PATH}/` }),
    // Every call is a POST, and batches here only read.
    isWrite: ({ url }) => /\.(add|update)$/.test(new URL(url).pathname),
    async deleteContact(id) {
      account.records.contacts.delete(id);
    },
    async countRecords() {
      const { contacts, deals, activities } = account.records;
      return { contacts: contacts.size, deals: deals.size, tasks: activities.size };
    },
    toSamples,
    records: () => toFakeRecords(account.records),
    issueCode: tokenServer.issueCode,
    endAccess: tokenServer.endAccess,
    refuse: (method, refusal) => void refusals.set(method, refusal),
    setReset: (method, resetAt) => void resets.set(method, resetAt),
    close: async () => {},
  };
}

/** A whole name is its two parts; whole numbers have no fractions; an amount of money names its currency. */
function toSamples(entity: "contact" | "deal", samples: Record<string, FieldValue>): Record<string, FieldValue> {
  const { firstName, lastName } = samples;
  return {
    ...samples,
    ...(entity === "contact" && { name: `${firstName} ${lastName}` }),
    ...(entity === "deal" && { PROBABILITY: 1234 }),
    UF_CRM_COUNT: 1234,
    UF_CRM_BUDGET: "1234.5|UAH",
  };
}

async function readParams(request: Request): Promise<Params> {
  const text = await request.text();
  return { ...Object.fromEntries(new URL(request.url).searchParams), ...(text ? JSON.parse(text) : {}) };
}

function toEnvelope(answer: Answer): { result: unknown; total?: number; next?: number } {
  if ("result" in answer) return answer;
  const { rows, ...page } = answer;
  return { result: rows, ...page };
}

/** PHP has no empty object. */
function orList(part: object) {
  return Object.keys(part).length === 0 ? [] : part;
}

function listStageIds(list: string): string[] {
  return (statusesFixture[list] ?? []).map(({ STATUS_ID }) => STATUS_ID);
}

function createUsers() {
  const further = Array.from({ length: FURTHER_USERS }, (_, index) => ({
    ID: String(100 + index),
    ACTIVE: true,
    NAME: "Менеджер",
    LAST_NAME: String(index + 1),
    EMAIL: `manager${index + 1}@crm.example`,
  }));
  return [...usersFixture, ...further].map((user) => ({ ...user, USER_TYPE: "employee" }));
}
