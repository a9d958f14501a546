import type { ApiFieldValue } from "@/lib/crm/kommo/api-types";

type Owned = { id: number; name: string; responsible_user_id: number; created_at: number; updated_at: number };
type Filled = { is_deleted: boolean; fields: Map<number, ApiFieldValue[]>; tags: string[] };

export type StoredContact = Owned & Filled & { first_name: string; last_name: string; searchableAt: number };
export type StoredLead = Owned &
  Filled & { price: number; pipeline_id: number; status_id: number; closed_at: number | null; contactIds: number[] };
type StoredTask = {
  id: number;
  text: string;
  complete_till: number;
  task_type_id: number;
  entity_type: string;
  entity_id: number;
  responsible_user_id: number;
  is_completed: boolean;
};
type StoredNote = { id: number; contactId: number; text: string };

export type Store = ReturnType<typeof createStore>;

/** What the account holds. */
export function createStore() {
  let lastId = 10_000;
  return {
    contacts: new Map<number, StoredContact>(),
    leads: new Map<number, StoredLead>(),
    tasks: [] as StoredTask[],
    notes: [] as StoredNote[],
    /** Milliseconds after which search finds a new contact. */
    lagMs: 0,
    nextId: () => {
      lastId += 1;
      return lastId;
    },
    now: () => Math.floor(Date.now() / 1000),
  };
}

/** The tags that a write leaves: those under `_embedded` replace all, and win over those that are added or taken away. */
export function changeTags(
  held: readonly string[],
  { _embedded, tags_to_add = [], tags_to_delete = [] }: TagChange,
): string[] {
  if (_embedded?.tags !== undefined) return [...new Set(_embedded.tags?.map(({ name }) => name))];
  const gone = tags_to_delete.map(({ name }) => name);
  return [...new Set([...held, ...tags_to_add.map(({ name }) => name)])].filter((name) => !gone.includes(name));
}

type Tag = { name: string };
type TagChange = { _embedded?: { tags?: Tag[] | null }; tags_to_add?: Tag[]; tags_to_delete?: Tag[] };

export function toApiTags(tags: readonly string[]) {
  return tags.map((name, index) => ({ id: 600 + index, name, color: null }));
}
