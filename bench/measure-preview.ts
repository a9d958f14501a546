import { performance } from "node:perf_hooks";
import type { CrmDirectory } from "@/lib/crm/types";
import type { JsonObject } from "@/lib/json";
import type { MappingRow } from "@/lib/mapping/schema";
import { phoneSettingsSchema } from "@/lib/phone/schema";
import { previewRows } from "@/lib/preview/preview-rows";
import { makeEvents } from "./make-events";
import { percentile } from "./percentile";

/** `ratio`: how many times a copy of the event through JSON takes, in the same run. */
export type PreviewResult = {
  rows: number;
  fields: number;
  eventChars: number;
  p50Ms: number;
  p95Ms: number;
  ratio: number;
};

const RUNS = 200;
const WARM_UPS = 20;

/** What a keystroke in the mapping editor costs before the browser draws: every row rendered and converted for the chosen event. */
export function measurePreview(): PreviewResult[] {
  const sizes = [
    { rows: 12, fields: 40, extraChars: 0 },
    { rows: 50, fields: 300, extraChars: 0 },
    { rows: 200, fields: 300, extraChars: 95_000 },
  ];
  return sizes.map(({ rows, fields, extraChars }) => {
    const event = makeEvent(extraChars);
    const directory = makeDirectory(fields);
    const mapping = makeRows(rows, directory);
    const surroundings = { directory, event, phone: phoneSettingsSchema.parse({}), context: {} };
    const times = time(() => previewRows(mapping, surroundings));
    const copies = time(() => JSON.parse(JSON.stringify(event)));
    return {
      rows,
      fields,
      eventChars: JSON.stringify(event).length,
      p50Ms: percentile(times, 0.5),
      p95Ms: percentile(times, 0.95),
      ratio: percentile(times, 0.5) / percentile(copies, 0.5),
    };
  });
}

/** The figures as a Markdown table. */
export function toPreviewTable(results: readonly PreviewResult[]): string {
  const lines = results.map(
    ({ rows, fields, eventChars, p50Ms, p95Ms, ratio }) =>
      `| preview of ${rows} rows, ${fields} fields, an event of ${Math.round(eventChars / 1000)} KB | p50/p95 ${p50Ms.toFixed(1)}/${p95Ms.toFixed(1)} ms; ${Math.round(ratio)} × a copy of the event | < 100 ms |`,
  );
  return ["| what | measured | to reach |", "| --- | --- | --- |", ...lines].join("\n");
}

function time(work: () => unknown): number[] {
  for (let run = 0; run < WARM_UPS; run++) work();
  return Array.from({ length: RUNS }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
}

function makeEvent(extraChars: number): JsonObject {
  const [made] = makeEvents({ count: 1, firstPerson: 1 });
  const [event] = JSON.parse(made?.body ?? "[{}]") as [JsonObject];
  const notes = Array.from({ length: Math.ceil(extraChars / 100) }, (_, nr) => `${nr} ${"дані ".repeat(19)}`);
  return { ...event, notes };
}

function makeDirectory(count: number): CrmDirectory {
  const options = Array.from({ length: 50 }, (_, nr) => ({ id: `o${nr}`, label: `Варіант ${nr}` }));
  const types = ["text", "number", "date", "phone", "email", "url", "enum"] as const;
  const fields = Array.from({ length: count }, (_, nr) => {
    const type = types[nr % types.length] ?? "text";
    const entity = nr % 2 === 0 ? ("contact" as const) : ("deal" as const);
    return { entity, key: `cf_${nr}`, label: `Поле ${nr}`, type, isBuiltIn: false, isRequired: false, options };
  });
  return { users: [], pipelines: [], fields };
}

function makeRows(count: number, { fields }: CrmDirectory): MappingRow[] {
  const templates = [
    "{{contact.variables.name | trim | capitalize}}",
    "{{contact.variables.phone}}",
    "{{contact.variables.email | lower}}",
    "https://login.sendpulse.com/messengers/chats/{{bot.id}}/contacts/all/{{contact.id}}",
    '{{contact.variables.utm_source | default: "немає"}} / {{contact.variables.utm_campaign}}',
    '{{date | date: "DD.MM.YYYY HH:mm"}}',
    '{{service | map: "telegram" => "Варіант 1", * => "Варіант 2"}}',
  ];
  return Array.from({ length: count }, (_, nr) => {
    const field = fields[nr % fields.length];
    const template = templates[nr % templates.length] ?? "";
    return { target: `${field?.entity ?? "contact"}.${field?.key ?? "name"}`, template, policy: "inherit" };
  });
}
