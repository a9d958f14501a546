import type { CrmHttp } from "../types";
import { contextAnswer } from "./api-types";
import type { Caller } from "./caller";
import { rememberUser } from "./remembered-users";
import { type OdooSettings, toDatabase } from "./settings";

/** An address for each method, and arguments by name alone. */
export function createJson2(settings: OdooSettings, http: CrmHttp): Caller {
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
    getUserId: rememberUser(
      settings,
      async () => (await call({ model: "res.users", method: "context_get", answer: contextAnswer })).uid,
    ),
  };
}
