/** What a token may be allowed to do. `write` is for changes alone: whoever reads as well needs both. */
export const API_SCOPES = [
  "integrations:read",
  "integrations:write",
  "connections:read",
  "connections:write",
  "collections:read",
  "collections:write",
  "leads:read",
  "leads:write",
] as const;
export type ApiScope = (typeof API_SCOPES)[number];
