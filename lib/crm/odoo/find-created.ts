import { findUntaken } from "../find-untaken";
import { toEarliestCreation } from "../request-time";
import type { CreateAttempt, CrmCreate, CrmRecordRef } from "../types";
import type { OdooDomain, OdooFields } from "./api-types";
import { type OdooClient, WITH_ARCHIVE } from "./client";
import { toMadeContactDomain } from "./mapper-contact";
import { toMadeDealDomain } from "./mapper-deal";
import { MODELS, REQUEST_ID_FIELD } from "./mapper-fields";
import { toOdooTime } from "./mapper-values";
import type { Schema } from "./schema";

type Create = Exclude<CrmCreate, { kind: "task" }>;

/**
 * The contact or deal that a request made: by the field that a customer may have added for the ids of requests, else the newest
 * under the same name that is not older than the request. The archive counts too, as lost deals are there.
 */
export async function findCreated(
  create: Create,
  { client, schema, attempt }: { client: OdooClient; schema: Schema; attempt?: CreateAttempt },
): Promise<CrmRecordRef | null> {
  const model = MODELS[create.kind];
  if (create.kind === "deal" && !(await schema.hasDeals())) return null;
  const fields = await schema.getFields(create.kind);
  const { requestId } = create.input;
  const domains = [...(fields[REQUEST_ID_FIELD] ? [toMarkDomain(requestId)] : []), toMadeDomain(create, fields)];
  for (const domain of domains) {
    if (domain === null) continue;
    const query = { domain, fields: ["name"], order: "create_date desc, id desc", context: WITH_ARCHIVE };
    const row = await findUntaken(await client.search(model, query), attempt?.isTaken);
    if (row) return client.toRef(model, row.id);
  }
  return null;
}

function toMarkDomain(requestId: string): OdooDomain {
  return [[REQUEST_ID_FIELD, "=", requestId]];
}

/** Null where the request cannot be told so. What another request has marked is not its own; the field may be newer than the record. */
function toMadeDomain(create: Create, fields: OdooFields): OdooDomain | null {
  const earliest = toEarliestCreation(create.input.requestId);
  const own = create.kind === "contact" ? toMadeContactDomain(create.input, fields) : toMadeDealDomain(create.input);
  if (earliest === null || own === null) return null;
  const unmarked = fields[REQUEST_ID_FIELD] ? [[REQUEST_ID_FIELD, "=", false] as const] : [];
  return [["create_date", ">=", toOdooTime(earliest)], ...own, ...unmarked];
}
