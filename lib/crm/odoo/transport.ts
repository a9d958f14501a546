import { CrmError, isNotFound } from "../error";
import { once } from "../once";
import { createRemembered } from "../remembered";
import type { CrmHttp } from "../types";
import { toAccountKey } from "./account-key";
import type { Caller } from "./caller";
import { createJson2 } from "./json-2";
import { createJsonRpc } from "./json-rpc";
import { JSON_2_SINCE, readVersion } from "./read-version";
import { forgetUser } from "./remembered-users";
import type { OdooSettings } from "./settings";

/** Calls methods of Odoo's models, whatever protocol the server speaks. */
export type OdooTransport = Caller & {
  /** Major version of the server. */
  getVersion(): Promise<number>;
};

/** A server of that version, and how it is called; `isRemembered` where that was not asked for now. */
type Line = { version: number; caller: Caller; isRemembered: boolean };

const versions = createRemembered<number>({ ageMsMax: 60 * 60_000, entriesMax: 2000 });

/**
 * The protocol is chosen at the first call and kept. Version and user are remembered between sessions; when an answer speaks
 * against them they are asked for anew, and where they are others by now the call is made once more.
 */
export function createTransport(settings: OdooSettings, http: CrmHttp): OdooTransport {
  let getLine = once(() => openLine(settings, http));

  async function askThrough<T>(ask: (caller: Caller) => Promise<T>): Promise<T> {
    const getUsed = getLine;
    const used = await getUsed();
    try {
      return await ask(used.caller);
    } catch (error) {
      if (!speaksOfAccess(error)) throw error;
      versions.forget(toAccountKey(settings));
      forgetUser(settings);
      // Another call of the session may have opened a new one meanwhile.
      if (getLine === getUsed) getLine = once(() => openLine(settings, http));
      if (!used.isRemembered || error.kind === "bad_answer" || !(await isOther(used, getLine))) throw error;
      return ask((await getLine()).caller);
    }
  }

  return {
    getVersion: async () => (await getLine()).version,
    getUserId: () => askThrough((caller) => caller.getUserId()),
    call: (call) => askThrough((caller) => caller.call(call)),
  };
}

async function openLine(settings: OdooSettings, http: CrmHttp): Promise<Line> {
  const account = toAccountKey(settings);
  const known = versions.get(account);
  const version = known ?? (await readVersion(settings, http));
  if (known === undefined) versions.set(account, version);
  const caller = version < JSON_2_SINCE ? createJsonRpc(settings, http) : createJson2(settings, http);
  return { version, caller, isRemembered: known !== undefined };
}

/** Whether an error may come of a version or a user that is no longer so. But for `bad_answer` nothing is done then. */
function speaksOfAccess(error: unknown): error is CrmError {
  return error instanceof CrmError && (error.kind === "hold" || error.kind === "bad_answer" || isNotFound(error));
}

/** Whether the server is another one by now, or the credentials another user's. That they are nobody's is thrown, in plain words. */
async function isOther(used: Line, getLine: () => Promise<Line>): Promise<boolean> {
  try {
    const line = await getLine();
    if (line.version !== used.version) return true;
    // With JSON-2 no call names the user.
    return line.version < JSON_2_SINCE && (await line.caller.getUserId()) !== (await used.caller.getUserId());
  } catch (error) {
    if (error instanceof CrmError && error.kind === "hold") throw error;
    return false;
  }
}
