import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSampleEvent, SAMPLE_SERVICES } from "@/lib/sources/sendpulse/samples";
import { compileDraft, type FilterDraft } from "./compile-draft";
import { listTypedPhones } from "./list-typed-phones";
import { sumUpTrial } from "./sum-up-trial";
import { type TriedEvent, tryLead } from "./try-lead";

const mapping = [
  { target: "contact.name", template: "{{contact.name}}" },
  { target: "contact.phone", template: "{{contact.variables.phone}}" },
];

function eventOf(key: string, phone: string, rest: object = {}): TriedEvent {
  return {
    key,
    receivedAt: "2026-11-28T10:00:00.000Z",
    service: "telegram",
    title: "Заявка",
    event: { service: "telegram", title: "Заявка", contact: { name: `Лід ${key}`, variables: { phone } }, ...rest },
  };
}

const events = [
  eventOf("1", "067 123 45 67"),
  eventOf("2", "12"),
  eventOf("3", "+48 501 234 567"),
  eventOf("4", "0671234567", { title: "outgoing_message" }),
  eventOf("5", ""),
];

function filterOf(...conditions: [field: string, operator: string, ...values: string[]][]): FilterDraft["filter"] {
  return { groups: [{ conditions: conditions.map(([field, operator, ...values]) => ({ field, operator, values })) }] };
}

function trial(draft: FilterDraft) {
  const { compiled } = compileDraft({ mapping, ...draft }, null);
  return sumUpTrial(events.map((event) => tryLead(event, compiled)));
}

describe("trying a filter out", () => {
  it("counts who passes, and apart what is no lead", () => {
    expect(trial({ filter: filterOf(["phone", "phone_country_is", "UA"]) })).toMatchObject({
      leads: 4,
      passed: 1,
      notLeads: 1,
      stopped: [
        { key: "2", by: { groupIndex: 0, conditionIndex: 0, actual: null } },
        { key: "3", by: { actual: "+48501234567" } },
        { key: "5", by: { condition: { operator: "phone_country_is" } } },
      ],
      stoppedAt: new Map([["0.0", 3]]),
    });
  });

  it("says which condition stopped whom", () => {
    const { stopped } = trial({
      filter: filterOf(["phone", "is_valid_phone"], ["mapped:contact.name", "contains", "1"]),
    });
    expect(stopped.map(({ key, by }) => [key, by.conditionIndex, by.actual])).toEqual([
      ["2", 0, null],
      ["3", 1, "Лід 3"],
      ["5", 0, null],
    ]);
  });

  it("lets through who has neither phone nor e-mail, since the filter did not stop them", () => {
    expect(trial({}).passed).toBe(4);
  });

  it("follows the phone settings and the events that count", () => {
    const phone = { country: "PL", callingCode: "48", digits: 11, furtherCountries: [] };
    const events = { acceptsFlows: true, titles: ["outgoing_message"] };
    expect(trial({ phone, events, filter: filterOf(["phone", "phone_country_is", "PL"]) })).toMatchObject({
      leads: 5,
      notLeads: 0,
      passed: 3,
    });
  });

  it("adds up, whatever the filter", () => {
    const condition = fc.record({
      field: fc.constantFrom("phone", "email", "event:contact.name", "mapped:contact.name", "event:", "?"),
      operator: fc.constantFrom("equals", "contains", "matches", "is_blank", "gt", "is_valid_phone", "between"),
      values: fc.array(fc.constantFrom("1", "Лід", "(", ""), { maxLength: 2 }),
    });
    const groups = fc.array(fc.record({ conditions: fc.array(condition, { maxLength: 3 }) }), { maxLength: 3 });
    fc.assert(
      fc.property(groups, fc.constantFrom("or_of_and", "and_of_or"), (groups, mode) => {
        const { leads, passed, stopped, notLeads, stoppedAt } = trial({ filter: { mode, groups } });
        expect(passed + stopped.length).toBe(leads);
        expect(leads + notLeads).toBe(events.length);
        expect([...stoppedAt.values()].reduce((sum, count) => sum + count, 0)).toBe(stopped.length);
      }),
    );
  });
});

describe("compileDraft", () => {
  it.each<[string, FilterDraft, "filter" | "settings" | null]>([
    ["nothing is filled in", {}, null],
    ["a condition lacks its value", { filter: filterOf(["email", "equals", ""]) }, "filter"],
    ["a group is empty", { filter: { groups: [{ conditions: [] }] } }, "filter"],
    ["a number is missing", { phone: { digits: null } }, "settings"],
    ["the mapping has another shape", { mapping: [{ target: "lead.name", template: "" }] }, "settings"],
  ])("when %s", (_, draft, problem) => {
    expect(compileDraft(draft, null).problem).toBe(problem);
  });

  it("names the value that is wrong", () => {
    const draft = { filter: filterOf(["phone", "is_valid_phone"], ["event:date", "between", "2", "1"]) };
    expect(compileDraft(draft, null).filterIssues).toMatchObject([
      { groupIndex: 0, conditionIndex: 1, valueIndex: 1, code: "bounds_reversed" },
    ]);
  });
});

describe("listTypedPhones", () => {
  const samples = SAMPLE_SERVICES.map((service) => createSampleEvent(service, new Date(0)));

  it("gives the numbers as they were typed, each once and no more than asked for", () => {
    const all = [...events.map(({ event }) => event), ...samples];
    const rows = [...mapping, { target: "contact.phone", template: "{{contact.phone}}" }];
    const typed = listTypedPhones({ events: all, mapping: rows, directory: null, max: 4 });
    expect(typed.slice(0, 3)).toEqual(["067 123 45 67", "12", "+48 501 234 567"]);
    expect(typed).toHaveLength(4);
  });

  it.each([[undefined], [[]], ["?"], [[{ target: "contact.name", template: "{{contact.name}}" }]]])(
    "has none by the mapping %j",
    (rows) => {
      expect(listTypedPhones({ events: samples, mapping: rows, directory: null, max: 10 })).toEqual([]);
    },
  );
});
