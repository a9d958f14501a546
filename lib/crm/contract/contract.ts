import { randomInt } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { AccessTokens } from "../access-tokens";
import { createCallGate } from "../call-gate";
import { createCrmHttp } from "../http";
import { readGrant } from "../read-grant";
import { listSecrets } from "../settings";
import { type CrmServer, startCrmServer } from "../testing/crm-server";
import { sampleValues } from "../testing/sample-values";
import type {
  CreateContactInput,
  CreateDealInput,
  CrmCall,
  CrmConnector,
  CrmDirectory,
  CrmEntity,
  CrmSession,
  CrmSettings,
  FieldValue,
} from "../types";

/** One account in a CRM for one run of the contract. What is left out cannot be tried there, and is skipped. */
export type ContractCrm = {
  /** The CRM's API: the real one, or a faithful fake. Requests to a vendor come with the vendor's host in their address. */
  handle(request: Request): Promise<Response>;
  /** Settings of a connection to it; `origin` is where `handle` answers, for a CRM whose address is a setting. */
  toSettings(origin: string): CrmSettings;
  /** Settings that lead to a host which may not be called. */
  toSettingsElsewhere?(origin: string): CrmSettings;
  /** Whether a request changes data; without it every method but GET does. */
  isWrite?(request: Request): boolean | Promise<boolean>;
  /** Lets search find new records only after so many milliseconds. */
  lagSearch?(ms: number): Promise<void>;
  deleteContact?(id: string): Promise<void>;
  countRecords?(): Promise<{ contacts: number; deals: number; tasks: number }>;
  /** Texts noted on a contact, where notes are records of their own and no field. */
  readNotes?(contactId: string): Promise<string[]>;
  /** The values to try an entity with, where this CRM cannot keep one of `samples` as it is, and says so in its documents. */
  toSamples?(entity: CrmEntity, samples: Record<string, FieldValue>): Record<string, FieldValue>;
  /** False where the CRM has no tasks. */
  hasTasks?: boolean;
  close(): Promise<void>;
};

export type ContractOptions = {
  /** Whether calls keep to the connector's limits, as a vendor's own system needs them to; a fake need not wait. */
  keepsPace?: boolean;
};

/** For what hangs: a machine that is busy with other work fails no test. */
const CALL_MS = 20_000;
export const ANSWER_BYTES = 256 * 1024;

/** What the parts of the contract share: a connector, an account of its CRM behind a server whose answers a test may change, and inputs. */
export type Contract = {
  connector: CrmConnector;
  crm: ContractCrm;
  server: CrmServer;
  directory: CrmDirectory;
  /** Every call of every session, as the trace keeps it. */
  calls: CrmCall[];
  /** A session with a limiter and a breaker of its own, so that the faults of one test do not reach the next. */
  connect(bounds?: { callMs?: number }): CrmSession;
  /** A Ukrainian mobile number of this run's own, the same for the same number from 0 to 99. */
  phone(number: number): string;
  /** An e-mail of this run's own. */
  email(name: string): string;
  /** A value for every field of an entity that this CRM keeps as it is. */
  samples(entity: CrmEntity): Record<string, FieldValue>;
  newContact(phone: string, more?: object): CreateContactInput;
  newDeal(contactId: string): CreateDealInput;
  close(): Promise<void>;
};

/** Opens the account and its server, and reads the directory once. */
export async function openContract(
  connector: CrmConnector,
  open: () => Promise<ContractCrm>,
  { keepsPace = false }: ContractOptions = {},
): Promise<Contract> {
  const crm = await open();
  const server = await startCrmServer(crm.handle, { isWrite: crm.isWrite });
  const series = String(randomInt(10_000, 100_000));
  const calls: CrmCall[] = [];
  const tokens = connector.tokens?.isOnlyWay
    ? keepTokens(connector, crm.toSettings(server.origin), server.origin)
    : null;
  const connect = ({ callMs = CALL_MS } = {}) => {
    const settings = crm.toSettings(server.origin);
    const http = createCrmHttp({
      connector,
      address: { ownOrigin: "https://leads.example", privateHosts: [new URL(server.origin).host] },
      gateway: server.origin,
      secrets: listSecrets(connector.settingsSchema, settings),
      onCall: (call) => calls.push(call),
      tokens,
      bounds: { callMs, answerBytes: ANSWER_BYTES },
      gate: keepsPace ? undefined : createCallGate({ requestsPerSecond: 10_000 }),
    });
    return connector.connect(settings, http, known);
  };
  let known: CrmDirectory | null = null;
  const directory = await connect().readDirectory();
  known = directory;
  const responsibleId = directory.users[0]?.id ?? null;

  return {
    connector,
    crm,
    server,
    directory,
    calls,
    connect,
    phone: (number) => `+38067${series}${String(number).padStart(2, "0")}`,
    email: (name) => `${name}@run${series}.example`,
    samples(entity) {
      const samples = sampleValues(directory, entity);
      return crm.toSamples?.(entity, samples) ?? samples;
    },
    newContact: (phone, more = {}) => ({
      values: { name: "Олена Коваль", phone, ...more },
      responsibleId,
      requestId: uuidv7(),
    }),
    newDeal: (contactId) => ({
      contactId,
      values: { name: "Заявка з чату" },
      pipelineId: null,
      stageId: null,
      responsibleId,
      requestId: uuidv7(),
    }),
    async close() {
      await server.close();
      await crm.close();
    },
  };
}

/** Access that all sessions of a run share: what it is first got with may be good once. */
function keepTokens(connector: CrmConnector, settings: CrmSettings, gateway: string): AccessTokens {
  const address = { ownOrigin: "https://leads.example", privateHosts: [new URL(gateway).host] };
  const http = createCrmHttp({ connector, address, gateway, secrets: listSecrets(connector.settingsSchema, settings) });
  let grant = readGrant(settings);
  return {
    async get(from) {
      if (connector.tokens && (!grant || grant.accessToken === from?.refused)) {
        grant = await connector.tokens.renew({ settings, grant, app: null }, http);
      }
      return grant?.accessToken ?? "";
    },
  };
}
