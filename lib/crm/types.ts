import type { z } from "zod";
import type { JsonValue } from "@/lib/json";

/** The CRM products that LeadBox can write to. */
export const CRM_PROVIDERS = ["trial"] as const;
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

/** Who the credentials belong to; shown by «Перевірити підключення». */
export type CrmAccount = { name: string; userName: string | null; url: string | null };

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

export type RateLimits = { requestsPerSecond: number; burst?: number };

/**
 * Where a connector may send requests: hosts by name (`api.hubapi.com`, `*.pipedrive.com`), `"public"` for CRMs that
 * customers run themselves, `"product"` for the product's own address. What the operator lists in `CRM_PRIVATE_HOSTS` is allowed to all.
 */
export type CrmHosts = readonly string[] | "public" | "product";

/** An answer as `readError` sees it. `body` is parsed JSON, or null when it is none. */
type CrmAnswer = { status: number; headers: Record<string, string | string[] | undefined>; body: JsonValue };

/** What an answer means in a CRM that has a way of its own to say so; what is absent is told by the HTTP status. */
type CrmRefusal = { kind?: CrmErrorKind; words?: string; retryAfterSeconds?: number };

/** One CRM product. Stateless: a customer's account arrives through `connect`. */
export interface CrmConnector {
  readonly provider: CrmProvider;
  readonly label: string;
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
  connect(settings: unknown, http: CrmHttp): CrmSession;
}

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
  /** The record that an earlier create with this `requestId` made, or null. Looks before a write whose outcome is unknown is tried again. */
  findByRequestId(kind: "contact" | "deal" | "task", requestId: string): Promise<CrmRecordRef | null>;
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
  /** Shape of the answer's body; an empty body is given as null. */
  answer: T;
  /** True when the request changes data: an answer that is lost leaves its outcome unknown. */
  isWrite?: boolean;
};
