import type { z } from "zod";
import type { Locale } from "@/lib/i18n/locales";
import type { JsonValue } from "@/lib/json";

/** The CRM products that LeadBox can write to. */
export const CRM_PROVIDERS = [
  "trial",
  "pipedrive",
  "hubspot",
  "kommo",
  "bitrix24",
  "keycrm",
  "odoo",
  "zoho",
  "uspacy",
  "keepincrm",
] as const;
export type CrmProvider = (typeof CRM_PROVIDERS)[number];

/** What a duplicate is found by: a phone in E.164, or a trimmed lower-case e-mail. */
export type Identifier = { kind: "phone" | "email"; value: string };

export type CrmEntity = "contact" | "deal";

export const FIELD_TYPES = [
  "text",
  "number",
  "date",
  "datetime",
  "boolean",
  "enum",
  "multi_enum",
  "phone",
  "email",
  "url",
  "tags",
  "user",
  "pipeline",
  "stage",
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** `contact.phone`, `deal.stage`, `contact.cf_telegram`: the entity, a dot, and the field's key in the directory. */
export type FieldKey = `${CrmEntity}.${string}`;

/** Dates are `YYYY-MM-DD`, date-times ISO 8601 in UTC, enums the option's id, multi-selects and tags lists of ids or names. */
export type FieldValue = string | number | boolean | string[];

export type FieldOption = { id: string; label: string };

/** A field of a contact or deal, as the CRM reports it. Built-in keys are listed in `BUILT_IN_FIELD_KEYS`. */
export type CrmField = {
  entity: CrmEntity;
  key: string;
  label: string;
  type: FieldType;
  isBuiltIn: boolean;
  isRequired: boolean;
  options?: FieldOption[];
  /** The CRM's own type, where the connector needs it to write or read a value. */
  nativeType?: string;
};

export const BUILT_IN_FIELD_KEYS = {
  contact: ["name", "firstName", "lastName", "phone", "email", "tags", "note", "responsible"],
  deal: ["name", "pipeline", "stage", "amount", "source", "responsible"],
} as const;

export type CrmUser = { id: string; name: string; email: string | null; isActive: boolean };
type CrmStage = { id: string; name: string; kind: "open" | "won" | "lost" };
export type CrmPipeline = { id: string; name: string; stages: CrmStage[] };

/** What one CRM account offers to choose from; cached on the connection. */
export type CrmDirectory = { users: CrmUser[]; pipelines: CrmPipeline[]; fields: CrmField[] };

/**
 * Who the credentials belong to; shown by «Перевірити підключення». `credentialsEndAt` (ISO 8601): when they end by themselves,
 * where the CRM or the credentials say so. `notices` are what the CRM account lacks for all of LeadBox to work.
 */
export type CrmAccount = {
  name: string;
  userName: string | null;
  url: string | null;
  credentialsEndAt?: string | null;
  notices?: CrmNotice[];
};

/**
 * `no_deals`: deals are switched off there; `missing_scopes`: the key may not do all that is needed (`detail` names it);
 * `users_hidden`: the key may not list users, so that only its own can be chosen.
 */
export const CRM_NOTICE_CODES = ["no_deals", "missing_scopes", "users_hidden"] as const;
export type CrmNotice = { code: (typeof CRM_NOTICE_CODES)[number]; detail: string | null };

/** A contact or deal found in the CRM. `values` holds what the CRM has under the keys of `CrmField.key`; a key that is absent is empty there. */
export type CrmContact = {
  id: string;
  values: Record<string, FieldValue>;
  /** All phones in E.164 where they could be read so, and all e-mails in lower case. */
  phones: string[];
  emails: string[];
  responsibleId: string | null;
  updatedAt: string | null;
  url: string | null;
};

export type CrmDeal = {
  id: string;
  contactId: string;
  values: Record<string, FieldValue>;
  pipelineId: string | null;
  stageId: string | null;
  responsibleId: string | null;
  updatedAt: string | null;
  url: string | null;
};

/** A record that a write made. `url` opens it in the CRM. */
export type CrmRecordRef = { id: string; url: string | null };

/** Values by field key without the entity's prefix; blank ones are never among them. */
export type ContactValues = Record<string, FieldValue>;
export type DealValues = Record<string, FieldValue>;

export type CreateContactInput = { values: ContactValues; responsibleId: string | null; requestId: string };
export type CreateDealInput = {
  contactId: string;
  values: DealValues;
  pipelineId: string | null;
  stageId: string | null;
  responsibleId: string | null;
  requestId: string;
};
export type CreateTaskInput = {
  contactId: string;
  dealId: string | null;
  responsibleId: string | null;
  text: string;
  /** ISO 8601 in UTC. */
  dueAt: string;
  requestId: string;
};

type Pace = { requestsPerSecond: number; burst?: number };

/** What a connector stays under, for each connection. */
export type RateLimits = Pace & {
  /** Calls that may be under way at a time. */
  concurrent?: number;
  /** Narrower limits of some calls, which count against both; a request names its lane. */
  lanes?: Readonly<Record<string, Pace>>;
  /** Where a CRM does not say how long to wait: after so many 429 in a row its budget of the day is used up, and calls pause so long. */
  usedUp?: { afterRefusals: number; pauseSeconds: number };
  /** What calls may cost in a day, where the customer's plan says so; a request says what it costs. */
  dayBudget?: number;
};

/** Access that a CRM gave for a time. */
export type CrmGrant = {
  accessToken: string;
  refreshToken: string | null;
  /** ISO 8601; null where it is not known. */
  expiresAt: string | null;
  /** Origin of the account's API, where the CRM says it with the tokens. */
  origin: string | null;
};

/** LeadBox as an app of the vendor's: registered by whoever runs the product. */
export type CrmApp = { clientId: string; clientSecret: string; redirectUri: string };

/** How access that ends by itself is used and kept going. */
export interface CrmTokens {
  /** True where there is no other way in; else only connections that hold a grant use tokens. */
  readonly isOnlyWay: boolean;
  /** The request with the token where the CRM looks for it. */
  authorize<T extends z.ZodType>(request: CrmHttpRequest<T>, accessToken: string): CrmHttpRequest<T>;
  /**
   * New access from the refresh token, or from what the form holds (`grant` null: there was none yet). A refusal means that the
   * customer has to connect again. `app` is null where the product has none at the vendor's.
   */
  renew(from: { settings: CrmSettings; grant: CrmGrant | null; app: CrmApp | null }, http: CrmHttp): Promise<CrmGrant>;
}

/** The vendor's own consent page (OAuth 2, authorization code). */
export interface CrmConsent {
  /** Names of the form's settings that are asked for before, such as the address of the portal. */
  readonly asksFor: readonly string[];
  /** `codeChallenge` is for vendors that know PKCE (S256); none of those here says so in its documentation. */
  toAuthorizeUrl(from: { app: CrmApp; state: string; codeChallenge: string; settings: CrmSettings }): string;
  /** Trades the code of the redirect for access. `query` are all parameters that came back. */
  exchange(
    from: { app: CrmApp; query: Readonly<Record<string, string>>; codeVerifier: string; settings: CrmSettings },
    http: CrmHttp,
  ): Promise<CrmGrant>;
}

/** Settings of one connection: what its form holds, and `grant` where the CRM gave access for a time. */
export type CrmSettings = Record<string, unknown>;

/**
 * Where a connector may send requests: hosts by name (`api.hubapi.com`, `*.pipedrive.com`), `"public"` for CRMs that
 * customers run themselves, `"product"` for the product's own address. What the operator lists in `CRM_PRIVATE_HOSTS` is allowed to all.
 */
export type CrmHosts = readonly string[] | "public" | "product";

/** An answer as `readError` sees it. `body` is parsed JSON, or null when it is none. */
type CrmAnswer = { status: number; headers: Record<string, string | string[] | undefined>; body: JsonValue };

/** What an answer means in a CRM that has a way of its own to say so; what is absent is told by the HTTP status. */
type CrmRefusal = {
  kind?: CrmErrorKind;
  words?: string;
  retryAfterSeconds?: number;
  /** The CRM works, and is asked too often; without it that is what 429 says. */
  isBusy?: boolean;
};

/** How the pages speak of a CRM, in the vendor's own words. */
export type CrmTexts = {
  /** Name in the catalogue of CRMs, where it differs from the label. */
  label?: string;
  /** One sentence for the catalogue. */
  text: string;
  /** Where in the CRM the customer finds what the form asks for: one step each. */
  steps: readonly string[];
  /** What works otherwise than in other CRMs; shown on the page of the connection. */
  differences?: readonly string[];
  /** By name of the setting. `invalid` is said when the connector does not take the value; `options` are those of an enum. */
  settings: Readonly<
    Record<string, { label: string; help?: string; invalid?: string; options?: Readonly<Record<string, string>> }>
  >;
};

/** One CRM product. Stateless: a customer's account arrives through `connect`. */
export interface CrmConnector {
  readonly provider: CrmProvider;
  readonly label: string;
  readonly texts: Readonly<Record<Locale, CrmTexts>>;
  /** Shape of the stored settings; the connection form is rendered from it, secrets marked by `meta({ secret: true })`. */
  readonly settingsSchema: z.ZodObject;
  /** Published limits this connector stays under. Source: the vendor's documentation. */
  readonly limits: RateLimits;
  readonly hosts: CrmHosts;
  /**
   * Reads an answer for errors in the vendor's envelope, where the common ones (`message`, `error`, `detail` …) do not do.
   * Called for every answer that has a body, as some CRMs say 200 to a refusal; null: nothing of its own to say.
   */
  readError?(answer: CrmAnswer): CrmRefusal | null;
  /** Limits that a connection sets itself. */
  readLimits?(settings: CrmSettings): RateLimits;
  readonly tokens?: CrmTokens;
  readonly consent?: CrmConsent;
  /** Shown as «beta»: much of the CRM's API could not be read in its documentation. */
  readonly isBeta?: boolean;
  /** `directory` is what `readDirectory` gave last, null before that: field types and stages are looked up there. */
  connect(settings: CrmSettings, http: CrmHttp, directory: CrmDirectory | null): CrmSession;
}

/** A write that makes a record. */
export type CrmCreate =
  | { kind: "contact"; input: CreateContactInput }
  | { kind: "deal"; input: CreateDealInput }
  | { kind: "task"; input: CreateTaskInput };

/** What is known of a create that was sent and whose answer was lost. */
export type CreateAttempt = {
  /** When it was sent last. */
  sentAt: Date;
  /** Whether a record was made by another create, so that it is not this one's though it look the same. */
  isTaken(recordId: string): Promise<boolean>;
};

/**
 * A connector bound to one account. A failed call always throws `CrmError`.
 *
 * `requestId` names one intended write: a connector passes it to the CRM's own idempotent means where there is one
 * (`isIdempotent` true), so that the same request sent twice makes one record.
 */
export interface CrmSession {
  /** True when creates with the same `requestId` make one record in the CRM. */
  readonly isIdempotent: boolean;
  /** The cheapest authenticated call the API offers; backs «Перевірити підключення». */
  verify(): Promise<CrmAccount>;
  /** Users, pipelines with stages, contact and deal fields. */
  readDirectory(): Promise<CrmDirectory>;
  /** Contacts that hold the identifier, every hit checked on the digits or the lower-case address. */
  findContacts(identifier: Identifier): Promise<CrmContact[]>;
  /** The contact by its id, or null when it was deleted or merged away. Not affected by the lag of a search index. */
  getContact(id: string): Promise<CrmContact | null>;
  /** Open deals of the contact, in any pipeline: not won, lost or deleted. */
  listActiveDeals(contactId: string): Promise<CrmDeal[]>;
  /** The deal by its id, or null when it was deleted; `isActive` false when it is won or lost. */
  getDeal(id: string): Promise<(CrmDeal & { isActive: boolean }) | null>;
  /**
   * The record that an earlier try of this create made, or null: by its `requestId` where the CRM keeps one, else by what can be
   * nothing else, such as the same task with the same time on the same deal, or a contact under the same name that is not older than
   * the request. Called before a write whose outcome is unknown is tried again, and finishes what a create of several calls left
   * undone. (Contacts by their identifiers and deals that are new to the contact are looked for by the delivery besides.)
   *
   * @param attempt without it nothing is too early, and no record is another's
   * @throws {CrmError} `too_early`, to be tried again: search may not show yet what was made
   */
  findCreated(create: CrmCreate, attempt?: CreateAttempt): Promise<CrmRecordRef | null>;
  createContact(input: CreateContactInput): Promise<CrmRecordRef>;
  updateContact(id: string, values: ContactValues): Promise<void>;
  createDeal(input: CreateDealInput): Promise<CrmRecordRef>;
  updateDeal(id: string, values: DealValues): Promise<void>;
  createTask(input: CreateTaskInput): Promise<CrmRecordRef>;
}

/** One HTTP call to a CRM, as kept in the trace: no header, no query value and no body of a person. */
export type CrmCall = {
  method: string;
  /** Path with ids and personal data replaced. */
  path: string;
  status: number | null;
  durationMs: number;
  errorKind: CrmErrorKind | null;
};

/**
 * `retry`: network, 408, 425, 429, 5xx; `hold`: 401, 403; `reject`: 400, 404, 422 and other 4xx;
 * `bad_answer` (not the agreed shape) is tried again like `retry`.
 */
export type CrmErrorKind = "retry" | "hold" | "reject" | "bad_answer";

/** What a session sends requests through; made by `createCrmHttp` with the connection's rate limiter and address guard. */
export interface CrmHttp {
  request<T extends z.ZodType>(request: CrmHttpRequest<T>): Promise<z.infer<T>>;
}

export type CrmHttpRequest<T extends z.ZodType> = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Absolute address without the query. */
  url: string;
  /** Path as it may appear in logs and in the trace, for example `/contacts/:id`. */
  label: string;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  json?: unknown;
  /** Sent as a form instead of JSON. */
  form?: Record<string, string>;
  /** Counts against this lane of the connector's limits too. */
  lane?: string;
  /** What the call takes from the day's budget; 1 without it. */
  cost?: number;
  /** Shape of the answer's body; an empty body is given as null. */
  answer: T;
  /** True when the request changes data: an answer that is lost leaves its outcome unknown. */
  isWrite?: boolean;
};
