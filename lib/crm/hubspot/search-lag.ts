/**
 * How far HubSpot's search may be behind. [K] not confirmed: its documentation says a few moments, and others saw it take longer.
 */
export const SEARCH_LAG_SECONDS = 120;
