import { z } from "zod";
import type { OdooVersion } from "@/lib/crm/odoo/fixtures";
import { isJsonObject } from "@/lib/json";
import type { MethodCall } from "./methods";
import { OdooError } from "./odoo-error";

export const WRITES: readonly string[] = ["create", "write", "activity_schedule", "message_post"];

export type Access = { database: string; login: string; apiKey: string; userId: number };
export type Execute = (call: MethodCall) => unknown;

const envelope = z.object({
  jsonrpc: z.literal("2.0"),
  method: z.literal("call"),
  id: z.unknown(),
  params: z.object({ service: z.string(), method: z.string(), args: z.array(z.unknown()) }),
});

/** `/jsonrpc`: everything is a POST, and every refusal has the status 200. */
export async function answerJsonRpc(
  request: Request,
  { access, version, execute }: { access: Access; version: OdooVersion; execute: Execute },
): Promise<Response> {
  const { id, params } = envelope.parse(await request.json());
  try {
    const result = dispatch(params, { access, version, execute });
    return Response.json({ jsonrpc: "2.0", id, result });
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    const data = error.toData();
    return Response.json({ jsonrpc: "2.0", id, error: { code: 200, message: "Odoo Server Error", data } });
  }
}

export async function isJsonRpcWrite(request: Request): Promise<boolean> {
  const { params } = envelope.parse(await request.json());
  return params.method === "execute_kw" && WRITES.includes(String(params.args[4]));
}

function dispatch(
  { service, method, args }: z.infer<typeof envelope>["params"],
  { access, version, execute }: { access: Access; version: OdooVersion; execute: Execute },
) {
  const name = `${service}.${method}`;
  if (name === "common.version") {
    const server_version = `${version}.0`;
    return {
      server_version,
      server_version_info: [version, 0, 0, "final", 0, ""],
      server_serie: server_version,
      protocol_version: 1,
    };
  }
  if (name === "common.authenticate") return authenticate(args, access);
  if (name === "object.execute_kw") return executeKw(args, { access, execute });
  throw new OdooError("builtins.AttributeError", `No method ${name}`);
}

function authenticate([database, login, apiKey, agent]: unknown[], access: Access) {
  requireDatabase(database, access);
  if (agent === undefined)
    throw new OdooError("builtins.TypeError", "exp_authenticate() missing 1 required positional argument");
  return login === access.login && apiKey === access.apiKey ? access.userId : false;
}

function executeKw(args: unknown[], { access, execute }: { access: Access; execute: Execute }) {
  const [database, userId, apiKey, model, method, positional, named] = args;
  requireDatabase(database, access);
  if (userId !== access.userId || apiKey !== access.apiKey) {
    throw new OdooError("odoo.exceptions.AccessDenied", "Access Denied");
  }
  const places = Array.isArray(positional) ? positional : [];
  const { context, ...rest } = isJsonObject(named) ? named : {};
  const call = {
    model: String(model),
    method: String(method),
    context: isJsonObject(context) ? context : {},
    userId: access.userId,
  };
  if (method === "create") {
    // Its values are looked at by their place.
    if (places.length === 0) throw new OdooError("builtins.IndexError", "list index out of range");
    const ids = execute({ ...call, ids: undefined, args: { vals_list: places[0], ...rest } });
    return Array.isArray(places[0]) ? ids : [ids].flat()[0];
  }
  const ids = Array.isArray(places[0]) ? places[0].map(Number) : undefined;
  const result = execute({ ...call, ids, args: rest });
  // A recordset is printed.
  return method === "activity_schedule" ? `mail.activity(${[result].flat().join(", ")},)` : result;
}

function requireDatabase(database: unknown, access: Access) {
  if (database === access.database) return;
  throw new OdooError(
    "psycopg2.OperationalError",
    `connection to server at "10.0.0.5", port 5432 failed: FATAL:  database "${database}" does not exist\n`,
  );
}
