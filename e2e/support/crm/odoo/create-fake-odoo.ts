import type { OdooVersion } from "@/lib/crm/odoo/fixtures";
import type { FakeCrm } from "../fake-crm";
import { answerJson2, isJson2Write } from "./json-2";
import { answerJsonRpc, isJsonRpcWrite } from "./json-rpc";
import { createMethods } from "./methods";
import { toRecords } from "./records";
import { createTables, type FakeOptions } from "./tables";

const HOST = "acme.odoo.com";
const ACCESS = {
  database: "acme",
  login: "bot@acme.example",
  apiKey: "3f2a9c7e51d84b06a1e2c3d4f5061728394a5b6c",
  userId: 7,
};

export type FakeOdoo = FakeCrm & {
  /** The same as what the API does, without the API. */
  write(model: string, id: number, vals: Record<string, unknown>): void;
  create(model: string, vals: Record<string, unknown>): number;
  /** What an administrator does to a field: takes it away, or one of its choices. */
  removeField(model: string, name: string): void;
  removeChoice(model: string, name: string, choice: string): void;
  /** Lets a record have been made then, `YYYY-MM-DD HH:MM:SS`, which Odoo lets nobody write. */
  setCreated(model: string, id: number, time: string): void;
};

type Options = FakeOptions & {
  version?: OdooVersion;
  /** As in versions that have JSON-2 only; `said`: they answer so over JSON-RPC itself. */
  isJsonRpcGone?: boolean | "said";
  /** Models that the user may not use. */
  forbidden?: readonly string[];
  /** Others than those of the form. */
  apiKey?: string;
  userId?: number;
};

/** One database of Odoo's cloud with the app CRM. */
export function createFakeOdoo({
  version = 17,
  isJsonRpcGone = false,
  forbidden = [],
  apiKey = ACCESS.apiKey,
  userId = ACCESS.userId,
  ...options
}: Options = {}): FakeOdoo {
  const access = { ...ACCESS, apiKey, userId };
  const tables = createTables(version, options);
  const execute = createMethods(tables, { version, forbidden: new Set(forbidden) });
  const runAsBot = (model: string, method: string, more: { ids?: number[]; args: Record<string, unknown> }) =>
    execute({ model, method, ids: undefined, context: {}, userId: ACCESS.userId, ...more });
  const form = { address: HOST, login: ACCESS.login, apiKey };

  return {
    async handle(request) {
      const { pathname } = new URL(request.url);
      if (pathname === "/jsonrpc" && !isJsonRpcGone) return answerJsonRpc(request, { access, version, execute });
      if (pathname.startsWith("/json/2/") && version >= 19) return answerJson2(request, { access, execute });
      if (pathname === "/jsonrpc" && isJsonRpcGone === "said") {
        return Response.json({ jsonrpc: "2.0", id: 1, error: { code: 404, message: "404: Not Found", data: {} } });
      }
      const page = "<!doctype html><title>404 Not Found</title><h1>Not Found</h1>";
      return new Response(page, { status: 404, headers: { "content-type": "text/html; charset=utf-8" } });
    },
    serves: (host) => host === HOST,
    form,
    toSettings: () => form,
    toSettingsElsewhere: (origin) => ({ ...form, address: origin.replace("http:", "https:"), database: "acme" }),
    isWrite: async (request) =>
      new URL(request.url).pathname === "/jsonrpc" ? isJsonRpcWrite(request) : isJson2Write(request),
    // Odoo truncates what is written to a field of whole numbers.
    toSamples: (_entity, samples) => ({ ...samples, ...(samples.x_age !== undefined && { x_age: 1234 }) }),
    async deleteContact(id) {
      tables.get("res.partner")?.rows.delete(Number(id));
    },
    async countRecords() {
      const count = (model: string) => tables.get(model)?.rows.size ?? 0;
      return { contacts: count("res.partner"), deals: count("crm.lead"), tasks: count("mail.activity") };
    },
    records: () => toRecords(tables),
    write(model, id, vals) {
      runAsBot(model, "write", { ids: [id], args: { vals } });
    },
    create(model, vals) {
      const ids = runAsBot(model, "create", { args: { vals_list: [vals] } });
      return Array.isArray(ids) ? Number(ids[0]) : 0;
    },
    setCreated(model, id, create_date) {
      Object.assign(tables.get(model)?.rows.get(id) ?? {}, { create_date });
    },
    removeField(model, name) {
      delete tables.get(model)?.fields[name];
    },
    removeChoice(model, name, choice) {
      const field = tables.get(model)?.fields[name];
      if (field) field.selection = field.selection?.filter(([id]) => id !== choice);
    },
    async close() {},
  };
}
