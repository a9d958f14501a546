/**
 * What the connector takes for granted of Zoho CRM. Each fact that is not certain is switched here, and listed in
 * docs/crm/zoho.md under «To check on a live account».
 */

export const API_VERSION = "v8";

/**
 * [K] not confirmed: search runs on an index that shows new records late, and COQL reads the records themselves. With `false`
 * people are looked for by search alone.
 */
export const USES_COQL = true;

/** How far search may be behind: where it alone can be asked, a new record is not looked for sooner. [K] not confirmed. */
export const SEARCH_LAG_SECONDS = 300;

/** Phones of a person, in the order in which they are filled. [K] not confirmed: the names of the third and fourth. */
export const PHONE_SLOTS: readonly string[] = ["Phone", "Mobile", "Home_Phone", "Other_Phone"];
export const EMAIL_SLOTS: readonly string[] = ["Email", "Secondary_Email"];
/**
 * What Zoho takes for a phone: Latin letters, digits and the marks between them. [K] not confirmed; the lengths neither. What
 * is none would fail the whole contact.
 */
export const PHONE_TEXT = /^[+\dA-Za-z ().,;-]{1,30}$/;
export const EMAIL_LENGTH_MAX = 100;
/** [K] not confirmed. */
export const TAG_LENGTH_MAX = 25;
/** Phone fields that are not the person's own. */
export const FOREIGN_PHONES: readonly string[] = ["Asst_Phone", "Fax"];

/** A custom field of contacts and deals which the customer marks as unique: with it a repeated create makes one record. */
export const REQUEST_ID_FIELD = "LeadBox_Request_ID";

/** [K] not confirmed: many layouts refuse a deal without its closing date, so a new deal gets one so many days ahead. */
export const CLOSING_DAYS = 30;

/** The due date of a task is a day without a time: the day of this zone. */
export const TASK_TIME_ZONE = "Europe/Kyiv";

/** Lengths above which Zoho refuses a text. [K] not confirmed. */
export const SUBJECT_LENGTH_MAX = 255;
export const DESCRIPTION_LENGTH_MAX = 32_000;

/** Where a portal has no pipelines, its stages are offered as this one. */
export const SINGLE_PIPELINE = { id: "default", name: "Deals" };

/** What stands in a last name that is not known, since Zoho refuses a contact without one. */
export const LAST_NAME_BLANK = "-";
export const CONTACT_NAME_FALLBACK = "Без імені";
export const DEAL_NAME_FALLBACK = "Нова заявка";

/** A refresh token gives ten access tokens in ten minutes, and then none until they are over. */
export const TOKEN_PAUSE_SECONDS = 600;
/** The credits of an account come back over 24 hours: a look once an hour. */
export const CREDITS_PAUSE_SECONDS = 3600;

export const SEARCH_SCOPE = "ZohoSearch.securesearch.READ";
/** Scopes of the consent; search needs one of Zoho Search besides those of the CRM. */
export const SCOPES: readonly string[] = [
  "ZohoCRM.modules.contacts.ALL",
  "ZohoCRM.modules.deals.ALL",
  "ZohoCRM.modules.tasks.ALL",
  "ZohoCRM.modules.notes.ALL",
  "ZohoCRM.settings.fields.READ",
  "ZohoCRM.settings.layouts.READ",
  "ZohoCRM.settings.pipeline.READ",
  "ZohoCRM.settings.tags.ALL",
  "ZohoCRM.users.READ",
  "ZohoCRM.org.READ",
  "ZohoCRM.coql.READ",
  SEARCH_SCOPE,
];
