import type { Inngest } from "inngest";
import type { CrmConnector, RateLimits } from "@/lib/crm/types";
import { abandonLead } from "@/lib/delivery/abandon-lead";
import { decideLead } from "@/lib/delivery/decide-lead";
import type { DeliveryTask, NextLead, StepStop } from "@/lib/delivery/delivery-types";
import { matchLead } from "@/lib/delivery/match-lead";
import { writeRecord } from "@/lib/delivery/write-record";
import { runStep, toFinalError, toSafeError } from "../errors";
import { directoryDue, leadIdentified } from "../events";

const RETRIES = 8;
/** More than a lead ever takes. */
const STEPS_MAX = 10;
/** Leads of one connection that are worked on at a time, so that a slow CRM leaves room for the others. */
const LEADS_PER_CONNECTION_MAX = 20;
/** Calls that an ordinary lead makes, and those of a lane among them. */
const CALLS_PER_LEAD = 4;
const LANE_CALLS_PER_LEAD = 2;
/** Calls wait for their turn so long, and no longer: a lead that would not get it in time is better not begun. */
const PERIOD_SECONDS = 10;

/** The function that writes leads to one CRM product: match, decide, and each write is a durable step of its own. */
export function createDeliverLead(client: Inngest, { provider, label, limits }: CrmConnector) {
  const leadsPerPeriod = countLeadsPerPeriod(limits);
  return client.createFunction(
    {
      id: `deliver-lead-${provider}`,
      name: `Deliver leads to ${label}`,
      triggers: [{ event: leadIdentified, if: `event.data.provider == '${provider}'` }],
      retries: RETRIES,
      // What each step did is in our own journal before the next one begins; memos may follow together.
      checkpointing: { bufferedSteps: STEPS_MAX, maxInterval: "5s" },
      concurrency: [
        { key: "event.data.personKey", limit: 1 },
        { key: "event.data.connectionId", limit: Math.min(LEADS_PER_CONNECTION_MAX, leadsPerPeriod) },
      ],
      throttle: {
        key: "event.data.connectionId",
        limit: leadsPerPeriod,
        period: `${PERIOD_SECONDS}s`,
        burst: Math.max(1, Math.floor(leadsPerPeriod / PERIOD_SECONDS)),
      },
      onFailure: async ({ event, step }) => {
        const { accountId, leadId, run } = event.data.event.data;
        const next = await step.run("abandon", () =>
          abandonLead({ accountId, leadId, run, runId: event.data.run_id }).catch((error: unknown) => {
            throw toSafeError({ leadId, step: "abandon" }, error);
          }),
        );
        if (next.length > 0)
          await step.sendEvent(
            "wake",
            next.map((lead) => toWakeUp(lead, { leadId, run })),
          );
      },
    },
    async ({ event, step, runId, attempt }) => {
      const { accountId, leadId, run, connectionId } = event.data;
      const task: DeliveryTask = {
        accountId,
        leadId,
        run,
        provider,
        runId,
        attempt: attempt + 1,
        attemptsMax: RETRIES + 1,
      };
      const end = async (stop: StepStop) => {
        if ("next" in stop && stop.next.length > 0) {
          await step.sendEvent(
            "wake",
            stop.next.map((lead) => toWakeUp(lead, { leadId, run })),
          );
        }
        if (stop.outcome === "failed" && stop.reason === "crm_rejected") {
          // Perhaps for a field or a choice that is gone there: the page tells before the next lead fails.
          await step.sendEvent(
            "doubt",
            directoryDue.create({ accountId, connectionId, isDoubted: true }, { id: `doubt-${leadId}-${run}` }),
          );
        }
        if (stop.outcome === "failed") throw toFinalError(stop.reason);
        return { outcome: stop.outcome };
      };

      const matched = await step.run("match", () => runStep({ leadId, step: "match" }, () => matchLead(task)));
      if (matched.outcome !== "matched") return end(matched);

      const decided = await step.run("decide", () => runStep({ leadId, step: "decide" }, () => decideLead(task)));
      if (decided.outcome !== "decided") return end(decided);

      for (const kind of decided.writes) {
        const written = await step.run(kind.replace("_", "-"), () =>
          runStep({ leadId, step: kind }, () => writeRecord(task, kind)),
        );
        if (written.outcome !== "written") return end(written);
      }
      return { outcome: "delivered" as const };
    },
  );
}

/** How many leads the calls of a period are enough for, by the CRM's narrowest limit. */
function countLeadsPerPeriod({ requestsPerSecond, lanes = {} }: RateLimits) {
  const leads = [
    requestsPerSecond / CALLS_PER_LEAD,
    ...Object.values(lanes).map((lane) => lane.requestsPerSecond / LANE_CALLS_PER_LEAD),
  ].map((perSecond) => Math.floor(perSecond * PERIOD_SECONDS));
  return Math.max(1, Math.min(...leads));
}

/** Named after the lead that made way, so that the next one is woken once for it. */
function toWakeUp(lead: NextLead, after: { leadId: string; run: number }) {
  return leadIdentified.create(lead, {
    id: `identified-${lead.leadId}-${lead.run}-after-${after.leadId}-${after.run}`,
  });
}
