import {
  contactFieldsFixture,
  dealFieldsFixture,
  pipelinesFixture,
  requestFieldFixture,
  usersFixture,
} from "@/lib/crm/zoho/fixtures";

export type ModuleName = "Contacts" | "Deals" | "Tasks";
export type StoredRecord = Record<string, unknown> & { id: string };
type Stored = { record: StoredRecord; createdAt: number };

/** Fields of a module by their types, as the account's layouts have them. */
type Fields = Readonly<Record<string, { type: string; length: number | null }>>;

const TASK_FIELDS: Fields = {
  Subject: { type: "text", length: 255 },
  Description: { type: "textarea", length: 32_000 },
  Due_Date: { type: "date", length: null },
  Status: { type: "picklist", length: null },
  Priority: { type: "picklist", length: null },
  Owner: { type: "ownerlookup", length: null },
  What_Id: { type: "lookup", length: null },
  Who_Id: { type: "lookup", length: null },
};

export type ZohoStore = ReturnType<typeof createStore>;

/** The records of one account, by module; ids are of 18 digits, and given to all modules in turn. */
export function createStore({ hasRequestId }: { hasRequestId: boolean }) {
  const own = hasRequestId ? [requestFieldFixture] : [];
  const apiFields = {
    Contacts: [...contactFieldsFixture, ...own],
    Deals: [...dealFieldsFixture, ...own],
  };
  const modules: Record<ModuleName, Map<string, Stored>> = { Contacts: new Map(), Deals: new Map(), Tasks: new Map() };
  const notes: { id: string; contactId: string; content: string }[] = [];
  /** Fields whose values no two records of a module share. */
  const unique: Record<ModuleName, string[]> = {
    Contacts: own.map(({ api_name }) => api_name),
    Deals: own.map(({ api_name }) => api_name),
    Tasks: [],
  };
  let last = 554_500_000_001_000_000n;

  return {
    apiFields,
    notes,
    unique,
    pipelines: Object.values(pipelinesFixture).flat(),
    users: usersFixture,
    nextId() {
      last += 1n;
      return String(last);
    },
    fieldsOf(module: ModuleName): Fields {
      if (module === "Tasks") return TASK_FIELDS;
      const entries = apiFields[module].map(({ api_name, data_type, length }) => [
        api_name,
        { type: data_type, length: length ?? null },
      ]);
      return Object.fromEntries(entries);
    },
    list: (module: ModuleName) => [...modules[module].values()].map(({ record }) => record),
    find: (module: ModuleName, id: string) => modules[module].get(id)?.record ?? null,
    /** Records that the search index shows after a lag. */
    listIndexed: (module: ModuleName, lagMs: number) =>
      [...modules[module].values()]
        .filter(({ createdAt }) => createdAt + lagMs <= Date.now())
        .map(({ record }) => record),
    save(module: ModuleName, record: StoredRecord) {
      const createdAt = modules[module].get(record.id)?.createdAt ?? Date.now();
      modules[module].set(record.id, { record, createdAt });
    },
    remove(module: ModuleName, id: string) {
      modules[module].delete(id);
    },
  };
}
