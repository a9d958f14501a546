import type { FieldKey, FieldValue, Identifier } from "@/lib/crm/types";
import { evaluateFilter } from "@/lib/filter/evaluate-filter";
import type { CompiledSettings } from "@/lib/integrations/compile-settings";
import type { JsonObject, JsonValue } from "@/lib/json";
import type { LeadReason } from "@/lib/leads/reasons";
import type { LeadStep } from "@/lib/leads/record-step";
import { applyMapping } from "@/lib/mapping/apply-mapping";
import { createRenderScope, type RenderContext } from "@/lib/mapping/render-scope";
import { renderTemplate } from "@/lib/mapping/render-template";
import { standardiseValues } from "@/lib/mapping/standardise-values";
import { identifiersOf } from "@/lib/matching/identifiers";
import { classifyEvent } from "@/lib/sources/sendpulse/classify-event";
import type { PreparedLead } from "./delivery-types";

/** A lead as it was received. */
export type ReceivedLead = {
  id: string;
  run: number;
  version: number;
  integrationId: string;
  integrationName: string;
  receivedAt: Date;
  /** Whether its integration names a CRM. Without one it is not set up yet: the lead waits as it is, and is lost to nothing. */
  isConnected: boolean;
  title: string | null;
  service: string | null;
  event: JsonObject;
};

/** What the stages without a CRM make of a lead: it goes on to the CRM (`end` is null), or it ends or is held here. */
export type PreparedOutcome = {
  steps: LeadStep[];
  end: { status: "skipped" | "filtered" | "held"; reason: LeadReason; detail: JsonObject | null } | null;
  prepared: PreparedLead;
  /** For the registry. */
  columns: { name: string | null; phone: string | null; email: string | null };
};

/** Unwraps, maps, standardises, filters and identifies one lead. Pure but for the clock that times its stages. */
export function prepareLead(lead: ReceivedLead, compiled: CompiledSettings): PreparedOutcome {
  const { settings } = compiled;
  const trace = createTrace(lead);
  const context: RenderContext = {
    integration: { id: lead.integrationId, name: lead.integrationName },
    lead: { id: lead.id, receivedAt: lead.receivedAt.toISOString() },
  };
  const prepared: PreparedLead = {
    run: lead.run,
    version: lead.version,
    integrationId: lead.integrationId,
    integrationName: lead.integrationName,
    identifiers: [],
    values: {},
    policies: {},
    taskText: "",
  };
  const columns: PreparedOutcome["columns"] = { name: null, phone: null, email: null };
  const stopHere = (end: NonNullable<PreparedOutcome["end"]>) => ({ steps: trace.steps, end, prepared, columns });

  const counted = classifyEvent(lead.event, settings.events);
  const unwrapped = { service: lead.service, title: lead.title };
  if (!counted.counts) {
    trace.add("unwrap", {
      status: "stopped",
      output: { ...unwrapped, reason: counted.reason, detail: counted.detail },
    });
    return stopHere({ status: "skipped", reason: counted.reason, detail: { event: counted.detail } });
  }
  trace.add("unwrap", { output: unwrapped });
  if (!lead.isConnected) return stopHere({ status: "held", reason: "no_connection", detail: null });

  const mapped = applyMapping(lead.event, compiled.mapping, { context });
  trace.add("map", { output: { values: mapped.values, issues: mapped.issues } });

  const standardised = standardiseValues(mapped.values, { rows: compiled.mapping.rows, phone: settings.phone });
  trace.add("standardise", { output: standardised.output });
  prepared.values = standardised.values;
  prepared.policies = mapped.policies;
  prepared.identifiers = identifiersOf(standardised);
  columns.name = toName(prepared.values);
  columns.phone = standardised.phone ?? toText(mapped.values["contact.phone"]);
  columns.email = standardised.email ?? toText(mapped.values["contact.email"]);

  const verdict = evaluateFilter(compiled.filter, {
    event: lead.event,
    mapped: prepared.values,
    phone: standardised.phone,
    email: standardised.email,
  });
  if (!verdict.passes) {
    trace.add("filter", { status: "stopped", output: { failed: verdict.failed } });
    return stopHere({ status: "filtered", reason: "condition_failed", detail: { failed: verdict.failed } });
  }
  trace.add("filter", { output: { passes: true } });

  prepared.taskText = renderTask(compiled, lead.event, context);
  return identify({ settings, trace, prepared, columns, stopHere });
}

function identify({
  settings,
  trace,
  prepared,
  columns,
  stopHere,
}: {
  settings: CompiledSettings["settings"];
  trace: Trace;
  prepared: PreparedLead;
  columns: PreparedOutcome["columns"];
  stopHere: (end: NonNullable<PreparedOutcome["end"]>) => PreparedOutcome;
}): PreparedOutcome {
  const policy = settings.rules.noIdentifier;
  if (prepared.identifiers.length > 0 || policy === "create") {
    trace.add("identify", { output: { identifiers: prepared.identifiers.map(toPlain), policy } });
    return { steps: trace.steps, end: null, prepared, columns };
  }
  trace.add("identify", { status: "stopped", output: { identifiers: [], policy } });
  if (policy === "skip") return stopHere({ status: "skipped", reason: "no_identifier", detail: null });
  return stopHere({
    status: "held",
    reason: "awaiting_identifier",
    detail: { minutes: settings.rules.holdMinutes },
  });
}

function renderTask({ taskTemplate, settings }: CompiledSettings, event: JsonObject, context: RenderContext): string {
  if (settings.rules.isTaskForbidden) return "";
  if (!taskTemplate) return settings.rules.taskTemplate;
  const text = renderTemplate(taskTemplate, createRenderScope(event, context)).text.trim();
  return text || `Повторне звернення з ${context.integration?.name ?? ""}`.trim();
}

function toName(values: Record<FieldKey, FieldValue>): string | null {
  const parts = [values["contact.firstName"], values["contact.lastName"]].map(toText).filter(Boolean);
  return toText(values["contact.name"]) ?? (parts.join(" ") || null);
}

function toText(value: FieldValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function toPlain({ kind, value }: Identifier): JsonValue {
  return { kind, value };
}

type Trace = ReturnType<typeof createTrace>;

/** Collects the stages, each timed from the end of the one before. */
function createTrace({ id, run, receivedAt }: ReceivedLead) {
  let startedAt = new Date();
  let mark = performance.now();
  const steps: LeadStep[] = [];
  if (run === 1) {
    steps.push({ leadId: id, run, stage: "receive", status: "done", startedAt: receivedAt, durationMs: 0 });
  }
  return {
    steps,
    add(stage: LeadStep["stage"], { status = "done", output }: { status?: LeadStep["status"]; output: JsonValue }) {
      const now = performance.now();
      steps.push({ leadId: id, run, stage, status, output, startedAt, durationMs: now - mark });
      startedAt = new Date();
      mark = now;
    },
  };
}
