import type { CrmDirectory } from "./types";

/** Something that the CRM offered once and does not any more. `id` of a field is `contact.key`, of an option `contact.key:option`. */
export type CrmGone = {
  kind: "user" | "pipeline" | "stage" | "field" | "option";
  id: string;
  name: string;
  /** ISO 8601: when it was missed first. */
  goneAt: string;
};

/** More than a customer can use; a CRM that lists other fields at every look fills no database. */
const GONE_MAX = 500;

/**
 * What is gone from the CRM after its directory was read anew: what was gone before and did not come back, and what
 * is missing now. A user who was switched off counts as gone, since nothing can be given to him.
 */
export function noteGone({
  before,
  after,
  gone,
  now,
}: {
  before: CrmDirectory | null;
  after: CrmDirectory;
  gone: readonly CrmGone[];
  now: Date;
}): CrmGone[] {
  const there = new Set(listOffers(after).map(nameOf));
  const known = new Map<string, CrmGone>(gone.map((one) => [nameOf(one), one]));
  for (const offer of before ? listOffers(before) : []) {
    if (!known.has(nameOf(offer))) known.set(nameOf(offer), { ...offer, goneAt: now.toISOString() });
  }
  return [...known.values()].filter((one) => !there.has(nameOf(one))).slice(-GONE_MAX);
}

type Offer = Omit<CrmGone, "goneAt">;

function listOffers({ users, pipelines, fields }: CrmDirectory): Offer[] {
  return [
    ...users.filter(({ isActive }) => isActive).map(({ id, name }) => ({ kind: "user" as const, id, name })),
    ...pipelines.flatMap(({ id, name, stages }) => [
      { kind: "pipeline" as const, id, name },
      ...stages.map((stage) => ({ kind: "stage" as const, id: stage.id, name: `${name}: ${stage.name}` })),
    ]),
    ...fields.flatMap(({ entity, key, label, options = [] }) => [
      { kind: "field" as const, id: `${entity}.${key}`, name: label },
      ...options.map((option) => ({
        kind: "option" as const,
        id: `${entity}.${key}:${option.id}`,
        name: `${label}: ${option.label}`,
      })),
    ]),
  ];
}

function nameOf({ kind, id }: Pick<Offer, "kind" | "id">) {
  return `${kind} ${id}`;
}
