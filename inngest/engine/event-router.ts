import { createHash } from "node:crypto";
import { evaluateKey, matches } from "./expression";
import type { FunctionConfig } from "./function-config";
import type { EngineEvent } from "./types";
import { ulid } from "./ulid";

/** What `engine.start_runs` starts one run from. */
export type RunSpec = {
  id: string;
  fn: string;
  idem: string;
  event: string;
  priority: number;
  cancellable: boolean;
  key1: string | null;
  limit1: number | null;
  key2: string | null;
  limit2: number | null;
  throttle: string | null;
  throttle_every: number | null;
  throttle_burst: number | null;
  parent_run?: string;
  parent_step?: string;
};

const PRIORITY_MAX = 600;

/** Decides which functions an event starts, from what they declare. */
export class EventRouter {
  readonly #byEvent = new Map<string, { config: FunctionConfig; expression?: string }[]>();
  readonly #cancelledBy = new Map<string, { config: FunctionConfig; match: FunctionConfig["cancel"][number] }[]>();

  constructor(configs: readonly FunctionConfig[]) {
    for (const config of configs) {
      for (const { event, expression } of config.triggers) push(this.#byEvent, event, { config, expression });
      for (const match of config.cancel) push(this.#cancelledBy, match.event, { config, match });
    }
  }

  /** One run for each function with a trigger that the event satisfies. */
  route(event: EngineEvent): RunSpec[] {
    const triggered = this.#byEvent.get(event.name)?.filter(({ expression }) => matches(expression, { event })) ?? [];
    return [...new Set(triggered.map(({ config }) => config))].map((config) => toRunSpec(config, event));
  }

  /** The functions whose runs an event of this name may cancel. */
  cancelsOf(eventName: string) {
    return this.#cancelledBy.get(eventName) ?? [];
  }
}

/** The run of one function for one event; `idem` is by default what the function declares, else the event's id. */
export function toRunSpec(config: FunctionConfig, event: EngineEvent, over: Partial<RunSpec> = {}): RunSpec {
  const scope = { event };
  const [first, second] = config.concurrency;
  return {
    id: ulid(),
    fn: config.id,
    idem: idemOf(config, event),
    event: JSON.stringify(event),
    priority: priorityOf(config, event),
    cancellable: config.cancel.length > 0,
    key1: first ? keyOf(config.id, `concurrency 1 ${first.key && evaluateKey(first.key, scope)}`) : null,
    limit1: first?.limit ?? null,
    key2: second ? keyOf(config.id, `concurrency 2 ${second.key && evaluateKey(second.key, scope)}`) : null,
    limit2: second?.limit ?? null,
    throttle: config.throttle
      ? keyOf(config.id, `throttle ${config.throttle.key && evaluateKey(config.throttle.key, scope)}`)
      : null,
    throttle_every: config.throttle?.everySeconds ?? null,
    throttle_burst: config.throttle?.burst ?? null,
    ...over,
  };
}

function idemOf({ id, idempotency }: FunctionConfig, event: EngineEvent): string {
  const key = idempotency ? evaluateKey(idempotency, { event }) : null;
  return key === null ? event.id : keyOf(id, `idempotency ${key}`);
}

function priorityOf({ priority }: FunctionConfig, event: EngineEvent): number {
  const value = priority ? Number(evaluateKey(priority, { event })) : 0;
  return Number.isFinite(value) ? Math.round(Math.min(Math.max(value, -PRIORITY_MAX), PRIORITY_MAX)) : 0;
}

/** A key as 128 bits, so that what it was made from, which may name a person, is stored nowhere. */
function keyOf(fnId: string, text: string): string {
  return createHash("sha256").update(`${fnId} ${text}`).digest("hex").slice(0, 32);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
