/**
 * What the connector takes for granted of Uspacy. [S]: from the vendor's own SDKs; [C]: seen in public code; [?]: a guess, as the
 * vendor's documentation could not be read. All of it is listed in docs/crm/uspacy.md under «To check on a live account».
 */

export const API_VERSION = "v1";

/** [?] No limit is published. */
export const REQUESTS_PER_SECOND = 5;
export const BURST = 15;
export const CONCURRENT_MAX = 2;

/** [C] A page holds at most so many records. */
export const PAGE_LENGTH = 100;

/** [?] What `search=` compares a phone or an e-mail with is unknown: it is asked in several spellings. */
export const USES_SEARCH = true;
/** [C] `filters[filters][0][field|operator|values]`; [?] whether phones and e-mails can be filtered so. */
export const USES_FILTERS = true;
export const LIKE_OPERATOR = "like";

/** [S] The list of users shows those who left to administrators alone; others are asked without it. */
export const SHOWS_ALL_USERS = true;
/** [?] By which of a user's two numbers an owner is named. */
export const USER_ID: "id" | "authUserId" = "id";

/** [S] Codes of stages on which a deal is over; [?] whether an account can rename them. */
export const WON_CODES: readonly string[] = ["SUCCESS"];
export const LOST_CODES: readonly string[] = ["FAIL"];

/** [C] Money is written with its currency; [?] which one an account counts in. */
export const CURRENCY = "UAH";

/** [S] Times of records are seconds; [?] whether fields of the customer's own are too. */
export const TIMES_ARE_SECONDS = true;

/** [S] by the types of the SDK: records on an activity are objects with an id; [?] `"ids"` writes bare numbers. */
export const ACTIVITY_LINKS: "objects" | "ids" = "objects";

/** [S] A note on a contact is the text of this field. */
export const NOTE_FIELD = "comments";

export const CONTACT_NAME_FALLBACK = "Без імені";
export const DEAL_NAME_FALLBACK = "Нова заявка";
/** [?] Length of an activity's title; the whole text stands in its description. */
export const TITLE_LENGTH_MAX = 255;
