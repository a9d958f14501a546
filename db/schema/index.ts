/**
 * Terminology. An account is a tenant; its members are users with a role. An integration is one source with webhook
 * addresses (hooks) and numbered settings; a connection holds the credentials and the directory of one CRM; a collection is
 * a list of responsibles of one connection. A lead is one event received; its steps are what was done with it, its writes
 * what was written to the CRM. A trial CRM is the «Пробна CRM» that comes with the product.
 */
export * from "./accounts";
export * from "./api-tokens";
export * from "./audit-log";
export * from "./collections";
export * from "./connections";
export * from "./crm-writes";
export * from "./hooks";
export * from "./integrations";
export * from "./lead-bodies";
export * from "./lead-steps";
export * from "./lead-turns";
export * from "./lead-work";
export * from "./leads";
export * from "./members";
export * from "./people";
export * from "./sessions";
export * from "./sign-in-throttles";
export * from "./trial-crm";
export * from "./users";
