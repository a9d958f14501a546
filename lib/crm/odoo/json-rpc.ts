import { z } from "zod";
import { isJsonObject } from "@/lib/json";
import { CrmError } from "../error";
import type { CrmHttp } from "../types";
import { loginAnswer } from "./api-types";
import type { Caller } from "./caller";
import { rememberUser } from "./remembered-users";
import { type OdooSettings, toDatabase } from "./settings";

/** Everything is a POST to one address, and every call of a method names the user. */
export function createJsonRpc(settings: OdooSettings, http: CrmHttp): Caller {
  const { login, apiKey } = settings;
  const database = toDatabase(settings);
  const getUserId = rememberUser(settings, async () => {
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

/** `answer` reads the whole envelope. */
type RpcRequest<T extends z.ZodType> = {
  call: { service: string; method: string; args: readonly unknown[] };
  label: string;
  answer: T;
  isWrite?: boolean;
};

/** One call of a service of the server. */
export async function requestRpc<T extends z.ZodType>(
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

/** What the envelope holds when it holds no error. */
export function readResult(body: unknown) {
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
