import type { CronItem } from "graphile-worker";
import { type RunSpec, toRunSpec } from "./event-router";
import type { FunctionConfig } from "./function-config";
import type { EngineEvent } from "./types";

/** The payload of a job that a function's cron trigger set off; `_cron` is the queue's own. */
export type CronPayload = { fn: string; cron: string; _cron: { ts: string } };

const TIMER_EVENT = "inngest/scheduled.timer";

/** The queue's cron items for the functions' cron triggers, in UTC. */
export function cronItemsOf(configs: readonly FunctionConfig[]): CronItem[] {
  return configs.flatMap(({ id, crons }) =>
    crons.map((cron) => ({
      task: "inngest-cron",
      match: cron,
      identifier: `${id} ${cron}`,
      payload: { fn: id, cron },
    })),
  );
}

/** The one run of a function for one moment of its schedule. */
export function toCronRun(configs: ReadonlyMap<string, FunctionConfig>, { fn, cron, _cron }: CronPayload): RunSpec[] {
  const config = configs.get(fn);
  if (!config) return [];
  const id = `${fn} ${cron} ${_cron.ts}`;
  const event: EngineEvent = { id, name: TIMER_EVENT, data: { cron }, ts: Date.parse(_cron.ts) };
  return [toRunSpec(config, event, { idem: id })];
}
