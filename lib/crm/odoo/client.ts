import { CrmError } from "../error";
import { once } from "../once";
import type { CrmHttp } from "../types";
import {
  createdAnswer,
  doneAnswer,
  fieldsAnswer,
  type OdooDomain,
  type OdooRow,
  type OdooVals,
  rightAnswer,
  rowsAnswer,
  scheduledAnswer,
} from "./api-types";
import { escapeLike } from "./mapper-contact";
import { isSameName } from "./mapper-values";
import type { OdooSettings } from "./settings";
import { createTransport } from "./transport";

const PAGE_LIMIT = 100;
/** More pages than any list that is asked for has; a server that never ends a list does not hold us. */
const PAGES_MAX = 50;
/** A longer list is not one to choose from. */
const OPTIONS_MAX = 300;
/** What is needed of a field to write and read it, and besides to offer it. */
const TYPE_ATTRIBUTES = ["type", "string", "relation", "selection"];
const ALL_ATTRIBUTES = [...TYPE_ATTRIBUTES, "required", "readonly", "store"];

/**
 * The version since which a right is asked for by `has_access`, before it by `check_access_rights`. Odoo's own pages use the new
 * one since 18; [K] not confirmed: the old one works in 18 too.
 */
const HAS_ACCESS_SINCE = 19;
/** [K] not confirmed: the version since which addresses of records are `/odoo/…`; the older ones are understood there too. */
const SHORT_URLS_SINCE = 18;

/** What is kept in the archive counts too: lost deals are there. */
export const WITH_ARCHIVE = { active_test: false };

export type OdooContext = Record<string, unknown>;
type Search = { domain: OdooDomain; fields: readonly string[]; order?: string; context?: OdooContext };

export type OdooClient = ReturnType<typeof createOdooClient>;

/** Speaks with one Odoo in its own words: models, fields and domains. */
export function createOdooClient(settings: OdooSettings, http: CrmHttp) {
  const { call, getUserId, getVersion } = createTransport(settings, http);

  const searchPage = (
    model: string,
    { domain, fields, order, context = {} }: Search,
    page: { offset: number; limit: number },
  ) =>
    call({
      model,
      method: "search_read",
      args: { domain, fields, ...page, ...(order && { order }), context },
      answer: rowsAnswer,
    });

  /** All records that the search finds, page after page. */
  async function search(model: string, query: Search): Promise<OdooRow[]> {
    const rows: OdooRow[] = [];
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const found = await searchPage(model, { order: "id", ...query }, { offset: rows.length, limit: PAGE_LIMIT });
      rows.push(...found);
      if (found.length < PAGE_LIMIT) break;
    }
    return rows;
  }

  const create = (model: string, vals: OdooVals) =>
    call({ model, method: "create", args: { vals_list: [vals] }, answer: createdAnswer, isWrite: true });

  const findNames = (model: string, names: readonly string[]) => {
    const leaves = names.map((name) => ["name", "=ilike", escapeLike(name)] as const);
    return search(model, { domain: [...leaves.slice(1).map(() => "|"), ...leaves], fields: ["name"] });
  };

  /** The id of a name that was not there: another lead may make it at the same time, and Odoo takes some names once. */
  async function createName(model: string, name: string): Promise<number> {
    try {
      return await create(model, { name });
    } catch (error) {
      const [row] = error instanceof CrmError && error.kind === "reject" ? await findNames(model, [name]) : [];
      if (!row) throw error;
      return row.id;
    }
  }

  /** Ids of the names, made where they are missing. */
  async function findOrCreateNames(model: string, names: readonly string[]): Promise<Map<number, string>> {
    if (names.length === 0) return new Map();
    const found = new Map((await findNames(model, names)).map(({ id, name }) => [id, String(name)]));
    for (const name of names) {
      if ([...found.values()].some((known) => isSameName(known, name))) continue;
      found.set(await createName(model, name), name);
    }
    return found;
  }

  const getUser = once(async () => {
    const ids = [await getUserId()];
    const fields = ["name", "login", "tz", "lang", "company_id"];
    const [user] = await call({ model: "res.users", method: "read", ids, args: { fields }, answer: rowsAnswer });
    return user ?? { id: 0 };
  });

  /** Address that opens the record. */
  async function toUrl(model: string, id: number | string): Promise<string> {
    const isShort = (await getVersion()) >= SHORT_URLS_SINCE;
    const long = `/web#id=${id}&model=${model}&view_type=form`;
    return `${settings.address}${isShort ? `/odoo/${model === "crm.lead" ? "crm" : "contacts"}/${id}` : long}`;
  }

  return {
    getUser,
    search,
    create,
    findOrCreateNames,
    /** The first record that the search finds, or null. */
    async findOne(model: string, query: Search): Promise<OdooRow | null> {
      const [row] = await searchPage(model, { order: "id", ...query }, { offset: 0, limit: 1 });
      return row ?? null;
    },
    /** Whether the user may make records of the model. */
    async mayCreate(model: string): Promise<boolean> {
      const isNew = (await getVersion()) >= HAS_ACCESS_SINCE;
      return isNew
        ? call({ model, method: "has_access", ids: [], args: { operation: "create" }, answer: rightAnswer })
        : call({
            model,
            method: "check_access_rights",
            args: { operation: "create", raise_exception: false },
            answer: rightAnswer,
          });
    },
    /** All fields of the model with what they offer; or the types of those of `names` that it has. */
    describe: (model: string, { names, context = {} }: { names?: readonly string[]; context?: OdooContext }) =>
      call({
        model,
        method: "fields_get",
        args: { ...(names && { allfields: names }), attributes: names ? TYPE_ATTRIBUTES : ALL_ATTRIBUTES, context },
        answer: fieldsAnswer,
      }),
    /** Records to choose from, in the order of their model; null when there are too many. */
    async listOptions(model: string, context: OdooContext) {
      const query = { domain: [], fields: ["display_name"], context };
      const rows = await searchPage(model, query, { offset: 0, limit: OPTIONS_MAX + 1 });
      return rows.length > OPTIONS_MAX ? null : rows;
    },
    readNames: (model: string, ids: readonly number[]) =>
      call({ model, method: "read", ids, args: { fields: ["name"] }, answer: rowsAnswer }),
    write: (model: string, id: number, vals: OdooVals) =>
      call({ model, method: "write", ids: [id], args: { vals }, answer: doneAnswer, isWrite: true }),
    schedule: (model: string, id: number, activity: OdooVals) =>
      call({
        model,
        method: "activity_schedule",
        ids: [id],
        args: activity,
        answer: scheduledAnswer,
        isWrite: true,
      }),
    toUrl,
    toRef: async (model: string, id: number) => ({ id: String(id), url: await toUrl(model, id) }),
  };
}
