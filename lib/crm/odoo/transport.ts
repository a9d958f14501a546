import { z } from "zod";
import { isJsonObject } from "@/lib/json";
import { CrmError, isNotFound } from "../error";
import { once } from "../once";
import type { CrmHttp } from "../types";
import { contextAnswer, loginAnswer, versionAnswer } from "./api-types";
import { isRpcGone } from "./read-error";
import { type OdooSettings, toDatabase } from "./settings";

/** From this version on JSON-2 is there; JSON-RPC is deprecated then and removed later. */
const JSON_2_SINCE = 19;

type OdooCall<T extends z.ZodType> = {
  model: string;
  method: string;
  /** The records whose method it is; absent where it is the model's. */
  ids?: readonly number[];
  /** Arguments by name. */
  args?: Record<string, unknown>;
  answer: T;
  isWrite?: boolean;
};

type Caller = {
  call<T extends z.ZodType>(call: OdooCall<T>): Promise<z.infer<T>>;
  /** Id of the user whose credentials they are. */
  getUserId(): Promise<number>;
};

/** Calls methods of Odoo's models, whatever protocol the server speaks. */
export type OdooTransport = Caller & {
  /** Major version of the server. */
  getVersion(): Promise<number>;
};

/** The protocol is chosen at the first call and kept. */
export function createTransport(settings: OdooSettings, http: CrmHttp): OdooTransport {
  const chosen = once(async () => {
    const version = await readVersion(settings, http);
    return { version, caller: version < JSON_2_SINCE ? createJsonRpc(settings, http) : createJson2(settings, http) };
  });
  return {
    getVersion: async () => (await chosen()).version,
    getUserId: async () => (await chosen()).caller.getUserId(),
    call: async (call) => (await chosen()).caller.call(call),
  };
}

/** A server that has JSON-RPC no longer answers 404, by its status or in the answer, and is one of those that speak JSON-2. */
async function readVersion(settings: OdooSettings, http: CrmHttp) {
  const call = { service: "common", method: "version", args: [] };
  const read = (body: unknown) => (isRpcGone(body) ? { server_version_info: [JSON_2_SINCE] } : readResult(body));
  try {
    const answer = z.preprocess(read, versionAnswer);
    return (await requestRpc(settings, http, { call, label: "common/version", answer })).server_version_info;
  } catch (error) {
    if (isNotFound(error)) return JSON_2_SINCE;
    throw error;
  }
}

function createJsonRpc(settings: OdooSettings, http: CrmHttp): Caller {
  const { login, apiKey } = settings;
  const database = toDatabase(settings);
  const getUserId = once(async () => {
    const call = { service: "common", method: "authenticate", args: [database, login, apiKey, {}] };
    const answer = z.preprocess(readResult, loginAnswer);
    const userId = await requestRpc(settings, http, { call, label: "common/authenticate", answer });
    // Odoo says a plain false here, with the status 200.
    if (userId === false) throw createLoginError();
    return userId;
  });
  return {
    getUserId,
    async call({ model, method, ids, args = {}, answer, isWrite }) {
      const { positional, named } = toPython({ method, ids, args });
      const call = {
        service: "object",
        method: "execute_kw",
        args: [database, await getUserId(), apiKey, toCode(model), toCode(method), positional, named],
      };
      const result = z.preprocess(readResult, answer);
      return requestRpc(settings, http, { call, label: `${model}/${method}`, answer: result, isWrite });
    },
  };
}

function createJson2(settings: OdooSettings, http: CrmHttp): Caller {
  const { address, apiKey } = settings;
  const database = toDatabase(settings);
  const call: Caller["call"] = ({ model, method, ids, args, answer, isWrite }) =>
    http.request({
      method: "POST",
      url: `${address}/json/2/${model}/${method}`,
      label: `/json/2/${model}/${method}`,
      headers: { authorization: `bearer ${apiKey}`, ...(database && { "x-odoo-database": database }) },
      json: { ...(ids && { ids }), ...args },
      answer,
      isWrite,
    });
  return {
    call,
    getUserId: once(async () => (await call({ model: "res.users", method: "context_get", answer: contextAnswer })).uid),
  };
}

/** `answer` reads the whole envelope. */
type RpcRequest<T extends z.ZodType> = {
  call: { service: string; method: string; args: readonly unknown[] };
  label: string;
  answer: T;
  isWrite?: boolean;
};

async function requestRpc<T extends z.ZodType>(
  { address }: OdooSettings,
  http: CrmHttp,
  { call, label, answer, isWrite }: RpcRequest<T>,
): Promise<z.infer<T>> {
  return http.request({
    method: "POST",
    url: `${address}/jsonrpc`,
    label: `/jsonrpc/${label}`,
    json: { jsonrpc: "2.0", method: "call", id: 1, params: { ...call, service: toCode(call.service) } },
    answer,
    isWrite,
  });
}

function readResult(body: unknown) {
  return isJsonObject(body) ? body.result : undefined;
}

/** JSON-RPC takes the records first, and the values of `create` by their place alone. */
function toPython({ method, ids, args }: { method: string; ids?: readonly number[]; args: Record<string, unknown> }) {
  if (method !== "create") return { positional: ids ? [ids] : [], named: args };
  const { vals_list, ...named } = args;
  return { positional: [vals_list], named };
}

/** A word that is sent as it is. It is nothing that is known about a person, and so may stay in what Odoo says of an error. */
function toCode(code: string) {
  return { code, toJSON: () => code };
}

function createLoginError() {
  return new CrmError({
    kind: "hold",
    code: "status",
    provider: "odoo",
    status: 401,
    message: "Odoo does not accept the login with this API key",
  });
}
