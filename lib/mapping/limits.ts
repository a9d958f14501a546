/** Characters of one template; the form holds the same. */
export const TEMPLATE_CHARS_MAX = 10_000;
export const HOLES_MAX = 100;
/** Filters of one hole. */
export const FILTERS_MAX = 20;
/** Names in one path. */
export const PATH_SEGMENTS_MAX = 64;
/** Characters of one rendered value, and of one text that a filter sees; what is longer is cut. */
export const TEXT_CHARS_MAX = 100_000;
/** Items of one list that a filter sees. */
export const LIST_ITEMS_MAX = 1_000;
/** Characters that the filters and holes of all rows may go through for one event. */
export const EVENT_CHARS_MAX = 10_000_000;
