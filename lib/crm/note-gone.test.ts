import { describe, expect, it } from "vitest";
import { noteGone } from "./note-gone";
import type { CrmDirectory } from "./types";

const full: CrmDirectory = {
  users: [
    { id: "1", name: "Олена", email: null, isActive: true },
    { id: "2", name: "Ірина", email: null, isActive: true },
  ],
  pipelines: [{ id: "p", name: "Продажі", stages: [{ id: "s", name: "Нова", kind: "open" }] }],
  fields: [
    {
      ...{ entity: "contact", key: "cf_city", label: "Місто", type: "enum", isBuiltIn: false, isRequired: false },
      options: [{ id: "lviv", label: "Львів" }],
    },
  ],
};
const bare: CrmDirectory = { users: [], pipelines: [], fields: [] };
const now = new Date("2026-11-28T10:00:00.000Z");

describe("noteGone", () => {
  it("names everything that is missing, with the name it had", () => {
    const gone = noteGone({ before: full, after: bare, gone: [], now });
    expect(gone.map(({ kind, id, name }) => [kind, id, name])).toEqual([
      ["user", "1", "Олена"],
      ["user", "2", "Ірина"],
      ["pipeline", "p", "Продажі"],
      ["stage", "s", "Продажі: Нова"],
      ["field", "contact.cf_city", "Місто"],
      ["option", "contact.cf_city:lviv", "Місто: Львів"],
    ]);
    expect(gone.every(({ goneAt }) => goneAt === now.toISOString())).toBe(true);
  });

  it("keeps when something was missed first, and forgets what came back", () => {
    const gone = noteGone({ before: full, after: bare, gone: [], now });
    const later = noteGone({ before: bare, after: bare, gone, now: new Date("2026-11-29T10:00:00.000Z") });
    expect(later).toEqual(gone);
    expect(noteGone({ before: bare, after: full, gone: later, now })).toEqual([]);
  });

  it("takes a user who was switched off for gone", () => {
    const after = { ...full, users: full.users.map((user) => ({ ...user, isActive: user.id !== "2" })) };
    expect(noteGone({ before: full, after, gone: [], now })).toMatchObject([{ kind: "user", name: "Ірина" }]);
  });

  it("misses nothing at the first look, and nothing that only has another name", () => {
    expect(noteGone({ before: null, after: bare, gone: [], now })).toEqual([]);
    const renamed = { ...full, users: full.users.map((user) => ({ ...user, name: `${user.name} К.` })) };
    expect(noteGone({ before: full, after: renamed, gone: [], now })).toEqual([]);
  });
});
