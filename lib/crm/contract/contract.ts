import { randomUUID } from "node:crypto";
import { createCrmHttp } from "../http";
import { type CrmSettings, listSecrets } from "../settings";
import { type CrmServer, startCrmServer } from "../testing/crm-server";
import type { CrmCall, CrmConnector, CrmDirectory, CrmSession } from "../types";

/** One account in a CRM, with nothing in it, for one run of the contract. */
export type ContractCrm = {
  /** The CRM's API: the real one, or a faithful fake. */
  handle(request: Request): Promise<Response>;
  toSettings(origin: string): CrmSettings;
  /** Lets search find new records only after so many milliseconds. */
  lagSearch(ms: number): Promise<void>;
  deleteContact(id: string): Promise<void>;
  countRecords(): Promise<{ contacts: number; deals: number; tasks: number }>;
  close(): Promise<void>;
};

/** Bounds of a call, small enough that a test need not wait. */
const CALL_MS = 400;
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
  connect(): CrmSession;
  newContact(phone: string, more?: object): Parameters<CrmSession["createContact"]>[0];
  newDeal(contactId: string): Parameters<CrmSession["createDeal"]>[0];
  close(): Promise<void>;
};

/** Opens the account and its server, and reads the directory once. */
export async function openContract(connector: CrmConnector, open: () => Promise<ContractCrm>): Promise<Contract> {
  const crm = await open();
  const server = await startCrmServer(crm.handle);
  const calls: CrmCall[] = [];
  const connect = () => {
    const settings = crm.toSettings(server.origin);
    const http = createCrmHttp({
      connector,
      address: { ownOrigin: "https://leads.example", privateHosts: [new URL(server.origin).host] },
      secrets: listSecrets(connector.settingsSchema, settings),
      onCall: (call) => calls.push(call),
      bounds: { callMs: CALL_MS, answerBytes: ANSWER_BYTES },
    });
    return connector.connect(settings, http);
  };
  const directory = await connect().readDirectory();
  const responsibleId = directory.users[0]?.id ?? null;

  return {
    connector,
    crm,
    server,
    directory,
    calls,
    connect,
    newContact: (phone, more = {}) => ({
      values: { name: "Олена Коваль", phone, ...more },
      responsibleId,
      requestId: randomUUID(),
    }),
    newDeal: (contactId) => ({
      contactId,
      values: { name: "Заявка з чату" },
      pipelineId: null,
      stageId: null,
      responsibleId,
      requestId: randomUUID(),
    }),
    async close() {
      await server.close();
      await crm.close();
    },
  };
}
