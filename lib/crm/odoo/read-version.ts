import { z } from "zod";
import { isNotFound } from "../error";
import type { CrmHttp } from "../types";
import { versionAnswer } from "./api-types";
import { readResult, requestRpc } from "./json-rpc";
import { isRpcGone } from "./read-error";
import type { OdooSettings } from "./settings";

/** From this version on JSON-2 is there; JSON-RPC is deprecated then and removed later. */
export const JSON_2_SINCE = 19;

/** Major version of the server. One that has JSON-RPC no longer answers 404, by its status or in the answer, and is one of those that speak JSON-2. */
export async function readVersion(settings: OdooSettings, http: CrmHttp) {
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
