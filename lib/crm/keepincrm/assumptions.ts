/**
 * What is not established of KeepinCRM's API: its documentation could not be read. [T] seen in programs of others that are in use,
 * [C] written in a program of others that is not known to have run, [?] not confirmed. Each is changed here and nowhere else.
 */

/** [?] Five calls a second are told of; this stays below. */
export const REQUESTS_PER_SECOND = 4;

/**
 * Filters that clients are looked for by, all of them asked and the hits put together: `phones_i_cont` and `email_eq` [?],
 * `trigram_idx_cont` [C]. A filter that KeepinCRM refuses is passed over while another one works.
 */
export const CLIENT_FILTERS: Readonly<Record<"phone" | "email" | "name", readonly string[]>> = {
  phone: ["phones_i_cont", "trigram_idx_cont"],
  email: ["email_eq", "trigram_idx_cont"],
  // [?] Whether it looks through names too: besides, the newest clients are looked through.
  name: ["trigram_idx_cont"],
};

/** [C] The filter of agreements by client, and [?] the filters of tasks by what they are on. */
export const AGREEMENTS_OF_CLIENT = "client_id_eq";
export const TASKS_OF_PARENT = { type: "parent_type_eq", id: "parent_id_eq" } as const;

/** [?] Whether lists give whole records; false: each hit is read by its id. */
export const LISTS_ARE_WHOLE: boolean = false;

/** [?] Lists come newest first. More pages than a search that works has; a filter that KeepinCRM does not know may give all there is. */
export const SEARCH_PAGES_MAX = 3;

/** [T] Whether a new client is a lead («Лід»), as in a plugin that is in use; false: a client at once. */
export const NEW_CLIENT_IS_LEAD: boolean = true;

/** [C] Names that an agreement's end goes by; [T] without a result it is open. */
export const RESULTS = { won: "successful", lost: "failed" } as const;

/** [?] The currency of a new agreement's amount; null: KeepinCRM's own choice. */
export const CURRENCY: string | null = null;

/** [?] How a task is tied to a record: the names of the kinds, under `parent_type`. */
export const TASK_PARENTS = { deal: "Agreement", contact: "Client" } as const;

/** [?] More characters than a title of a task is sure to hold; the whole text goes into its comment. */
export const TASK_TITLE_LENGTH_MAX = 200;

/** No list of custom fields is known [?]: they are those that stand on the records of so many pages. */
export const SAMPLE_PAGES_MAX = 1;
