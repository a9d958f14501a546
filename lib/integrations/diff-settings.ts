import type { FieldKey } from "@/lib/crm/types";
import type { Filter, FilterCondition } from "@/lib/filter/schema";
import type { MappingRow } from "@/lib/mapping/schema";
import { matchPairs, type Pair, pickMoved } from "./match-pairs";
import type { IntegrationSettings } from "./schema";
import { stableJson } from "./stable-json";

/** Two states of the settings to compare; the name counts where both have one, as versions keep none. */
export type ComparableSettings = IntegrationSettings & { name?: string };

type SettingsBlock = "name" | "connection" | "collection" | "mapping" | "filter" | "rules" | "phone" | "events";

/** One side of a change, with its meaning: who shows it knows whether an id is to be named, and by what. */
export type ChangeValue =
  | { kind: "text"; text: string }
  | { kind: "number"; number: number }
  | { kind: "flag"; isOn: boolean }
  | { kind: "choice"; of: "policy" | "update" | "noIdentifier" | "mode"; choice: string }
  | { kind: "id"; of: "connection" | "collection" | "user"; id: string | null }
  | { kind: "list"; of: "pipeline" | "country" | "event"; items: readonly string[] }
  /** What a mapping row writes into its field: a template, or a constant that may be an id of the CRM. */
  | { kind: "template"; target: FieldKey; text: string }
  | { kind: "row"; row: MappingRow }
  /** Null: the row is for all events. */
  | { kind: "condition"; condition: FilterCondition | null }
  /** A place in the mapping, from 1. */
  | { kind: "place"; place: number };

/** What a change is about; `group` counts from 1 and is null on the side where it does not exist. */
export type ChangeLabel =
  | { of: "setting"; key: SettingKey }
  | { of: "row"; target: FieldKey; part: "whole" | "template" | "policy" | "condition" | "place" }
  | { of: "condition"; group: { before: number | null; after: number | null } };

export type SettingKey =
  | "name"
  | "connectionId"
  | "collectionId"
  | "filter.mode"
  | "filter.isCaseSensitive"
  | "filter.order"
  | `rules.${keyof IntegrationSettings["rules"]}`
  | `phone.${keyof IntegrationSettings["phone"]}`
  | `events.${keyof IntegrationSettings["events"]}`;

/** One thing that differs. Without `before` it was added, without `after` removed. */
export type SettingsChange = {
  block: SettingsBlock;
  /** Tells the changes of one difference apart. */
  path: string;
  label: ChangeLabel;
  before: ChangeValue | null;
  after: ChangeValue | null;
};

/**
 * What differs between two states of the settings, in the order of the page. Empty exactly when they mean the same: the order of
 * ticked boxes means nothing, that of mapping rows does. Seen from the other side, every change is there with its sides swapped.
 */
export function diffSettings(before: ComparableSettings, after: ComparableSettings): SettingsChange[] {
  return [
    ...diffName(before, after),
    ...diffSetting("connection", "connectionId", idValue("connection"), before.connectionId, after.connectionId),
    ...diffSetting("collection", "collectionId", idValue("collection"), before.collectionId, after.collectionId),
    ...diffMapping(before.mapping, after.mapping),
    ...diffFilter(before.filter, after.filter),
    ...diffPart("rules", RULES, before.rules, after.rules),
    ...diffPart("phone", PHONE, before.phone, after.phone),
    ...diffPart("events", EVENTS, before.events, after.events),
  ];
}

const toText = (text: string): ChangeValue => ({ kind: "text", text });
const toNumber = (number: number): ChangeValue => ({ kind: "number", number });
const toFlag = (isOn: boolean): ChangeValue => ({ kind: "flag", isOn });
const idValue =
  (of: "connection" | "collection" | "user") =>
  (id: string | null): ChangeValue => ({ kind: "id", of, id });
const choiceValue =
  (of: "policy" | "update" | "noIdentifier" | "mode") =>
  (choice: string): ChangeValue => ({ kind: "choice", of, choice });
const listValue =
  (of: "pipeline" | "country" | "event") =>
  (items: readonly string[]): ChangeValue => ({ kind: "list", of, items });
/** Boxes are ticked in any order. */
const setValue = (of: "pipeline" | "event") => (items: readonly string[]) => listValue(of)([...new Set(items)].sort());

type Showing<Part> = { [Key in keyof Part]: (value: Part[Key]) => ChangeValue };

const RULES: Showing<IntegrationSettings["rules"]> = {
  isDealForbidden: toFlag,
  isTaskForbidden: toFlag,
  update: choiceValue("update"),
  taskTemplate: toText,
  taskDueMinutes: toNumber,
  noIdentifier: choiceValue("noIdentifier"),
  holdMinutes: toNumber,
  activePipelineIds: setValue("pipeline"),
  defaultResponsibleId: idValue("user"),
};

const PHONE: Showing<IntegrationSettings["phone"]> = {
  country: (code) => listValue("country")([code]),
  callingCode: toText,
  digits: toNumber,
  furtherCountries: listValue("country"),
};

const EVENTS: Showing<IntegrationSettings["events"]> = {
  acceptsFlows: toFlag,
  titles: setValue("event"),
};

function diffName({ name: before }: ComparableSettings, { name: after }: ComparableSettings): SettingsChange[] {
  return before === undefined || after === undefined ? [] : diffSetting("name", "name", toText, before, after);
}

function diffPart<Block extends "rules" | "phone" | "events">(
  block: Block,
  showing: Showing<IntegrationSettings[Block]>,
  before: IntegrationSettings[Block],
  after: IntegrationSettings[Block],
): SettingsChange[] {
  const keys = Object.keys(showing) as (keyof IntegrationSettings[Block] & string)[];
  return keys.flatMap((key) =>
    diffSetting(block, `${block}.${key}` as SettingKey, showing[key], before[key], after[key]),
  );
}

function diffSetting<Value>(
  block: SettingsBlock,
  key: SettingKey,
  show: (value: Value) => ChangeValue,
  before: Value,
  after: Value,
): SettingsChange[] {
  const sides = { before: show(before), after: show(after) };
  return isSame(sides.before, sides.after) ? [] : [{ block, path: key, label: { of: "setting", key }, ...sides }];
}

/** Rows are the same when they fill the same field; of several that do, those that are equal, then one after another. */
function diffMapping(before: readonly MappingRow[], after: readonly MappingRow[]): SettingsChange[] {
  const { pairs, removed, added } = matchPairs(before, after, ({ target }) => target);
  const moved = pickMoved(pairs);
  const ofPairs = pairs.flatMap((pair) => diffRow(pair, moved.has(pair)));
  return [
    ...ofPairs,
    ...added.map(({ item, index }) => wholeRow(item, index, { before: null, after: { kind: "row", row: item } })),
    ...removed.map(({ item, index }) => wholeRow(item, index, { before: { kind: "row", row: item }, after: null })),
  ];
}

function diffRow({ before, after, from, to }: Pair<MappingRow>, isMoved: boolean): SettingsChange[] {
  const { target } = after;
  const path = `mapping.${from}-${to}`;
  const differing = (
    part: Exclude<Extract<ChangeLabel, { of: "row" }>["part"], "whole">,
    one: ChangeValue,
    other: ChangeValue,
  ): SettingsChange[] =>
    isSame(one, other)
      ? []
      : [{ block: "mapping", path: `${path}.${part}`, label: { of: "row", target, part }, before: one, after: other }];
  const policy = choiceValue("policy");
  return [
    ...differing(
      "template",
      { kind: "template", target, text: before.template },
      { kind: "template", target, text: after.template },
    ),
    ...differing("policy", policy(before.policy), policy(after.policy)),
    ...differing("condition", toCondition(before.condition), toCondition(after.condition)),
    ...(isMoved ? differing("place", { kind: "place", place: from + 1 }, { kind: "place", place: to + 1 }) : []),
  ];
}

function wholeRow(
  { target }: MappingRow,
  index: number,
  sides: Pick<SettingsChange, "before" | "after">,
): SettingsChange {
  const side = sides.after ? "added" : "removed";
  return { block: "mapping", path: `mapping.${side}.${index}`, label: { of: "row", target, part: "whole" }, ...sides };
}

function diffFilter(before: Filter, after: Filter): SettingsChange[] {
  const changes = diffGroups(before.groups, after.groups);
  const isReordered = changes.length === 0 && !isSame(before.groups, after.groups);
  return [
    ...diffSetting("filter", "filter.mode", choiceValue("mode"), before.mode, after.mode),
    ...diffSetting("filter", "filter.isCaseSensitive", toFlag, before.isCaseSensitive, after.isCaseSensitive),
    ...changes,
    ...(isReordered
      ? [
          {
            block: "filter" as const,
            path: "filter.order",
            label: { of: "setting" as const, key: "filter.order" as const },
            before: null,
            after: null,
          },
        ]
      : []),
  ];
}

function diffGroups(before: Filter["groups"], after: Filter["groups"]): SettingsChange[] {
  const groups = matchPairs(before, after, () => "");
  const inPairs = groups.pairs.flatMap(({ before: one, after: other, from, to }) => {
    const group = { before: from + 1, after: to + 1 };
    const { pairs, added, removed } = matchPairs(one.conditions, other.conditions, ({ field }) => field);
    return [
      ...pairs
        .filter((pair) => !isSame(pair.before, pair.after))
        .map((pair) => conditionChange(`${from}-${to}.${pair.from}-${pair.to}`, group, pair)),
      ...added.map(({ item, index }) => conditionChange(`${from}-${to}.added.${index}`, group, { after: item })),
      ...removed.map(({ item, index }) => conditionChange(`${from}-${to}.removed.${index}`, group, { before: item })),
    ];
  });
  const whole = (side: "before" | "after", { item, index }: { item: Filter["groups"][number]; index: number }) =>
    item.conditions.map((condition, at) =>
      conditionChange(
        `${side}.${index}.${at}`,
        { before: null, after: null, [side]: index + 1 },
        { [side]: condition },
      ),
    );
  return [
    ...inPairs,
    ...groups.added.flatMap((group) => whole("after", group)),
    ...groups.removed.flatMap((group) => whole("before", group)),
  ];
}

function conditionChange(
  path: string,
  group: { before: number | null; after: number | null },
  { before, after }: { before?: FilterCondition; after?: FilterCondition },
): SettingsChange {
  return {
    block: "filter",
    path: `filter.${path}`,
    label: { of: "condition", group },
    before: before ? toCondition(before) : null,
    after: after ? toCondition(after) : null,
  };
}

function toCondition(condition: FilterCondition | undefined): ChangeValue {
  return { kind: "condition", condition: condition ?? null };
}

function isSame(one: unknown, other: unknown): boolean {
  return stableJson(one) === stableJson(other);
}
