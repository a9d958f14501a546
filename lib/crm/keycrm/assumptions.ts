/**
 * What KeyCRM's documentation does not say, or says otherwise than accounts were seen to behave: [O] its OpenAPI document,
 * [L] seen in programs that work with live accounts, [?] not confirmed. Each is changed here and nowhere else.
 */

/**
 * [?] That cards may be sorted, newest first, is documented for other lists. Where it is refused, or null here, they come as KeyCRM
 * gives them.
 */
export const CARDS_SORT: string | null = "-id";

/** [?] That `filter[status_id]` of cards takes several, as filters of other lists do; false: closed cards are read too. */
export const CARDS_FILTER_TAKES_LISTS: boolean = true;

/** Cards cannot be asked for by buyer: so many pages of open cards, 50 on each, are looked through for theirs. */
export const CARD_PAGES_MAX = 10;

/** The comment of a card is `note` on an update [O]; `manager_comment`, its name on creation, is seen in use [L]. Both are sent. */
export const COMMENT_KEYS_ON_UPDATE: readonly string[] = ["note", "manager_comment"];

/** [L] A change of a card is accepted at once and made some seconds later: it is waited for so long, step by step. */
export const CARD_CHANGE_WAITS_MS: readonly number[] = [1000, 2000, 3000];

/** [L] How long to stay away after a 429 without `Retry-After`. */
export const PAUSE_SECONDS = 20;

/** [?] How long a name or a title may be: a longer one could fail the whole record. */
export const NAME_CHARS_MAX = 255;

/** [?] Whether a final stage means success is not told by KeyCRM: its alias or title has to look like it. */
export const WON_WORDS =
  /success|won|complete|paid|sold|успіш|успеш|виконан|выполнен|реаліз|реализ|оплачен|продан|вигра/i;
export const LOST_WORDS =
  /\b(?:not|un|non)|fail|lost|reject|cancel|(?:^|\s)не\s|неусп|неопл|невик|нереал|відм|отказ|скас/i;

/** [?] `is_finished` of a card is a text in the documentation: everything but these means that it is closed. */
export const NOT_FINISHED: readonly unknown[] = [undefined, null, false, 0, "", "0", "false"];
