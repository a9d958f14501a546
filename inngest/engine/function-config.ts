import { z } from "zod";
import { durationMs } from "./duration";
import { compileExpression } from "./expression";

/** One rule of `concurrency`: no more than `limit` active runs that share the key. */
type ConcurrencyRule = { limit: number; key?: string };

/** What the engine needs to know of a function, read from what the SDK registers. */
export type FunctionConfig = {
  id: string;
  attemptsMax: number;
  triggers: { event: string; expression?: string }[];
  crons: string[];
  idempotency?: string;
  priority?: string;
  concurrency: ConcurrencyRule[];
  throttle?: { key?: string; everySeconds: number; burst: number };
  cancel: { event: string; if?: string; timeoutMs?: number }[];
};

const DEFAULT_RETRIES = 4;

const rule = z.strictObject({
  limit: z.number().int().positive(),
  key: z.string().optional(),
  scope: z.literal("fn").optional(),
});

const registered = z.strictObject({
  id: z.string(),
  name: z.string(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: z.string().regex(/^[^*]+$/, "a wildcard"), expression: z.string().optional() }),
      z.strictObject({ cron: z.string().regex(/^(?!TZ=)/, "a time zone") }),
    ]),
  ),
  steps: z.object({ step: z.object({ retries: z.object({ attempts: z.number() }).optional() }) }),
  idempotency: z.string().optional(),
  priority: z.strictObject({ run: z.string().optional() }).optional(),
  concurrency: z.union([z.number().int().positive(), rule, z.array(rule).max(2)]).optional(),
  throttle: z
    .strictObject({ key: z.string().optional(), limit: z.number(), period: z.string(), burst: z.number().optional() })
    .optional(),
  cancel: z
    .array(z.strictObject({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
});

/**
 * Reads what a function declares. Throws where it declares something that the embedded engine does not do, naming the
 * function and the option, so that no one relies on a limit that only an Inngest server would hold.
 */
export function readFunctionConfig(raw: unknown): FunctionConfig {
  const parsed = registered.safeParse(raw);
  if (!parsed.success) throw new Error(refusal(raw, parsed.error));

  const { id, triggers, steps, idempotency, priority, concurrency = [], throttle, cancel = [] } = parsed.data;
  const rules = typeof concurrency === "number" ? [{ limit: concurrency }] : [concurrency].flat();
  const events = triggers.flatMap((trigger) => ("event" in trigger ? [trigger] : []));
  const config: FunctionConfig = {
    id,
    attemptsMax: (steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    triggers: events,
    crons: triggers.flatMap((trigger) => ("cron" in trigger ? [trigger.cron] : [])),
    idempotency,
    priority: priority?.run,
    concurrency: rules,
    throttle: throttle && {
      key: throttle.key,
      everySeconds: durationMs(throttle.period) / 1_000 / throttle.limit,
      burst: throttle.burst ?? 1,
    },
    cancel: cancel.map(({ timeout, ...match }) => ({ ...match, timeoutMs: timeout ? durationMs(timeout) : undefined })),
  };
  for (const source of expressionsOf(config)) compileExpression(source, `An expression of function "${id}"`);
  return config;
}

function expressionsOf({ triggers, idempotency, priority, concurrency, throttle, cancel }: FunctionConfig): string[] {
  return [
    ...triggers.map(({ expression }) => expression),
    ...concurrency.map(({ key }) => key),
    ...cancel.map((match) => match.if),
    idempotency,
    priority,
    throttle?.key,
  ].filter((source) => source !== undefined);
}

function refusal(raw: unknown, error: z.ZodError): string {
  const id = z.object({ id: z.string() }).safeParse(raw).data?.id ?? "without an id";
  const options = error.issues.map(({ code, path, ...issue }) => {
    const keys = code === "unrecognized_keys" && "keys" in issue ? issue.keys : [];
    const at = path.length > 0 ? path.join(".") : "";
    return Array.isArray(keys) && keys.length > 0
      ? keys.map((key) => (at ? `${at}.${key}` : key)).join(", ")
      : `${at} (${issue.message})`;
  });
  return `Function "${id}" declares what the embedded engine does not support: ${options.join("; ")}. Remove it, or run the functions on an Inngest server (INNGEST_BASE_URL).`;
}
