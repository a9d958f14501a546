import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILTER_OPERATORS, type FilterCondition } from "@/lib/filter/schema";
import { ROW_POLICIES } from "@/lib/mapping/schema";
import { type ChangeLabel, diffSettings, type SettingsChange } from "./diff-settings";
import { type IntegrationSettings, integrationSettingsSchema, KNOWN_EVENT_TITLES } from "./schema";

const DEFAULTS = integrationSettingsSchema.parse({});
const ROWS: IntegrationSettings["mapping"] = [
  { target: "contact.name", template: "{{a}}", policy: "inherit" },
  { target: "contact.phone", template: "{{b}}", policy: "inherit" },
  { target: "deal.name", template: "{{c}}", policy: "inherit" },
];
const [NAME, PHONE, DEAL] = ROWS as [Row, Row, Row];
type Row = IntegrationSettings["mapping"][number];

const condition = fc.record({
  field: fc.constantFrom("phone", "email", "event:a", "mapped:deal.name"),
  operator: fc.constantFrom(...FILTER_OPERATORS),
  values: fc.array(fc.constantFrom("1", "2"), { maxLength: 2 }),
});
const row: fc.Arbitrary<Row> = fc.record(
  {
    target: fc.constantFrom("contact.name" as const, "contact.phone" as const, "deal.name" as const),
    template: fc.constantFrom("{{a}}", "{{b}}", ""),
    policy: fc.constantFrom(...ROW_POLICIES),
    condition,
  },
  { requiredKeys: ["target", "template", "policy"] },
);
const id = fc.constantFrom(null, "01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002");
const settings: fc.Arbitrary<IntegrationSettings> = fc
  .record({
    connectionId: id,
    collectionId: id,
    mapping: fc.array(row, { maxLength: 7 }),
    filter: fc.record({
      mode: fc.constantFrom("and_of_or", "or_of_and"),
      isCaseSensitive: fc.boolean(),
      groups: fc.array(fc.record({ conditions: fc.array(condition, { minLength: 1, maxLength: 3 }) }), {
        maxLength: 3,
      }),
    }),
    rules: fc.record({
      isDealForbidden: fc.boolean(),
      update: fc.constantFrom("nothing", "all", "if_empty"),
      holdMinutes: fc.integer({ min: 1, max: 3 }),
      activePipelineIds: fc.subarray(["p1", "p2"]),
      taskTemplate: fc.constantFrom("a", "b"),
      defaultResponsibleId: fc.constantFrom(null, "u1"),
    }),
    phone: fc.record({ country: fc.constantFrom("UA", "PL"), digits: fc.constantFrom(11, 12) }),
    events: fc.record({ acceptsFlows: fc.boolean(), titles: fc.subarray([...KNOWN_EVENT_TITLES]) }),
  })
  .map((each) => integrationSettingsSchema.parse(each));

describe("diffSettings", () => {
  it("finds nothing between equal settings, whatever the order of their keys and of ticked boxes", () => {
    fc.assert(
      fc.property(settings, (each) => {
        const again = integrationSettingsSchema.parse(reverseKeys(each));
        again.events.titles.reverse();
        again.rules.activePipelineIds.reverse();
        expect(diffSettings(each, again)).toEqual([]);
      }),
    );
  });

  it("finds something between settings that differ, and tells each change by a path of its own", () => {
    fc.assert(
      fc.property(settings, settings, (one, other) => {
        const changes = diffSettings(one, other);
        expect(changes.length > 0).toBe(canonical(one) !== canonical(other));
        expect(new Set(changes.map(({ path }) => path)).size).toBe(changes.length);
      }),
    );
  });

  it("finds the same from either side, with the sides swapped", () => {
    fc.assert(
      fc.property(settings, settings, (one, other) => {
        expect(sorted(diffSettings(other, one))).toEqual(sorted(diffSettings(one, other).map(mirror)));
      }),
    );
  });

  it("reports every single change, once and in its block", () => {
    const condition: FilterCondition = { field: "phone", operator: "is_valid_phone", values: [] };
    const base = {
      ...DEFAULTS,
      name: "Viber",
      mapping: ROWS,
      filter: { ...DEFAULTS.filter, groups: [{ conditions: [condition] }] },
    };
    const edits: [string, typeof base][] = [
      ["name", { ...base, name: "Telegram" }],
      ["connection", { ...base, connectionId: "01890000-0000-7000-8000-000000000001" }],
      ["collection", { ...base, collectionId: "01890000-0000-7000-8000-000000000001" }],
      ["mapping", { ...base, mapping: [NAME, PHONE] }],
      ["mapping", { ...base, mapping: [...ROWS, { ...NAME, target: "deal.source" }] }],
      ["mapping", { ...base, mapping: [{ ...NAME, template: "{{z}}" }, PHONE, DEAL] }],
      ["mapping", { ...base, mapping: [{ ...NAME, policy: "never" }, PHONE, DEAL] }],
      ["mapping", { ...base, mapping: [{ ...NAME, condition }, PHONE, DEAL] }],
      ["mapping", { ...base, mapping: [DEAL, NAME, PHONE] }],
      ["filter", { ...base, filter: { ...base.filter, mode: "and_of_or" } }],
      ["filter", { ...base, filter: { ...base.filter, isCaseSensitive: true } }],
      ["filter", { ...base, filter: { ...base.filter, groups: [] } }],
      [
        "filter",
        {
          ...base,
          filter: { ...base.filter, groups: [{ conditions: [condition, { ...condition, field: "email" }] }] },
        },
      ],
      [
        "filter",
        { ...base, filter: { ...base.filter, groups: [{ conditions: [{ ...condition, operator: "exists" }] }] } },
      ],
      ...Object.entries({
        isDealForbidden: true,
        isTaskForbidden: true,
        update: "all" as const,
        noIdentifier: "hold" as const,
        holdMinutes: 5,
        activePipelineIds: ["p"],
        taskTemplate: "Зателефонувати",
        taskDueMinutes: 5,
        defaultResponsibleId: "u1",
      } satisfies IntegrationSettings["rules"]).map(([key, value]): [string, typeof base] => [
        "rules",
        { ...base, rules: { ...base.rules, [key]: value } },
      ]),
      ...Object.entries({ country: "PL", callingCode: "48", digits: 11, furtherCountries: ["PL"] }).map(
        ([key, value]): [string, typeof base] => ["phone", { ...base, phone: { ...base.phone, [key]: value } }],
      ),
      ["events", { ...base, events: { ...base.events, acceptsFlows: false } }],
      ["events", { ...base, events: { ...base.events, titles: [] } }],
    ];
    for (const [block, edited] of edits) {
      expect(diffSettings(base, edited).map((change) => change.block)).toEqual([block]);
    }
  });

  it("says of a row that moved where it stood, and of no other", () => {
    expect(diffSettings({ ...DEFAULTS, mapping: ROWS }, { ...DEFAULTS, mapping: [DEAL, NAME, PHONE] })).toEqual([
      {
        block: "mapping",
        path: "mapping.2-0.place",
        label: { of: "row", target: "deal.name", part: "place" },
        before: { kind: "place", place: 3 },
        after: { kind: "place", place: 1 },
      },
    ]);
  });

  it("finds a row among several of its field by what it says", () => {
    const second = { ...NAME, template: "{{second}}" };
    const changes = diffSettings({ ...DEFAULTS, mapping: [NAME, second] }, { ...DEFAULTS, mapping: [second] });
    expect(changes).toMatchObject([{ before: { kind: "row", row: NAME }, after: null }]);
  });

  it("leaves the name out where one side has none", () => {
    expect(diffSettings(DEFAULTS, { ...DEFAULTS, name: "Viber" })).toEqual([]);
  });
});

function mirror({ label, before, after, ...change }: SettingsChange): SettingsChange {
  return { ...change, label: mirrorLabel(label), before: after, after: before };
}

function mirrorLabel(label: ChangeLabel): ChangeLabel {
  return label.of === "condition"
    ? { ...label, group: { before: label.group.after, after: label.group.before } }
    : label;
}

/** Paths name places of both sides, so they are left out. */
function sorted(changes: SettingsChange[]) {
  return changes.map(({ path: _, ...change }) => JSON.stringify(change)).sort();
}

function canonical(each: IntegrationSettings) {
  const titles = [...each.events.titles].sort();
  const activePipelineIds = [...each.rules.activePipelineIds].sort();
  return JSON.stringify(
    integrationSettingsSchema.parse({
      ...each,
      rules: { ...each.rules, activePipelineIds },
      events: { ...each.events, titles },
    }),
  );
}

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reverseKeys(inner)]),
  );
}
