import { z } from "zod";
import type { FieldKey } from "@/lib/crm/types";
import { prepareLead } from "@/lib/delivery/prepare-lead";
import { filterConditionSchema } from "@/lib/filter/schema";
import type { CompiledSettings } from "@/lib/integrations/compile-settings";
import type { JsonObject } from "@/lib/json";

/** An event to try settings out on. `receivedAt` is ISO 8601. */
export type TriedEvent = {
  key: string;
  receivedAt: string;
  service: string | null;
  title: string | null;
  event: JsonObject;
};

const detailSchema = z.object({
  failed: z.object({
    groupIndex: z.number(),
    conditionIndex: z.number(),
    condition: filterConditionSchema,
    actual: z.string().nullable(),
  }),
});

/** The condition that stopped a lead; `actual` is what it found, null for nothing. */
export type StoppedBy = z.infer<typeof detailSchema>["failed"];

/** What settings make of one event up to the filter; `values` are the mapped and standardised ones as texts. */
export type TriedLead = {
  key: string;
  values: Record<FieldKey, string[]>;
  verdict: { kind: "passes" } | { kind: "not_a_lead" } | { kind: "stopped"; by: StoppedBy };
};

/** Takes an event the way that a real lead goes, by the same code, and says whether the filter lets it through. */
export function tryLead({ key, receivedAt, ...tried }: TriedEvent, compiled: CompiledSettings): TriedLead {
  const { end, prepared } = prepareLead(
    {
      ...tried,
      id: key,
      run: 1,
      version: 0,
      integrationId: "",
      integrationName: "",
      receivedAt: new Date(receivedAt),
      isConnected: true,
    },
    compiled,
  );
  const values = Object.entries(prepared.values).map(([field, value]) => [field, [value].flat().map(String)] as const);
  return { key, values: Object.fromEntries(values), verdict: verdictOf(end) };
}

/** One who stops later, for want of a phone, has passed the filter. */
function verdictOf(end: ReturnType<typeof prepareLead>["end"]): TriedLead["verdict"] {
  if (end?.reason === "not_a_lead") return { kind: "not_a_lead" };
  if (end?.reason !== "condition_failed") return { kind: "passes" };
  return { kind: "stopped", by: detailSchema.parse(end.detail).failed };
}
