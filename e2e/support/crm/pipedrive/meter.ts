import { Refusal } from "./answers";

export type MeterLimits = {
  /** Calls of one token in any two seconds. */
  burst: number;
  searches: number;
  /** Tokens that a company may spend in a day. */
  daily: number;
};

const WINDOW_MS = 2000;
const COSTS: readonly [RegExp, number][] = [
  [/^GET \/api\/v2\/persons\/search$/, 20],
  [/^GET \/api\/v2\/(pipelines|stages)$/, 5],
  [/^GET \/api\/v2\/\w+\/\d+$/, 1],
  [/^GET \/api\/v2\//, 10],
  [/^(POST|PATCH) \/api\/v2\//, 5],
  [/^GET \/api\/v1\/users\/me$/, 2],
  [/^GET \/api\/v1\//, 20],
  [/^POST \/api\/v1\//, 10],
];

/** Counts what calls cost, and refuses those that come too quickly or after the day's budget. No header says what is left of it. */
export function createMeter(limits: MeterLimits) {
  const calls: number[] = [];
  const searches: number[] = [];
  let spent = 0;

  return {
    spent: () => spent,
    take(method: string, path: string) {
      const cost = COSTS.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1] ?? 0;
      if (spent + cost > limits.daily) throw new Refusal(429, "request over limit");
      admit(calls, limits.burst);
      if (path.endsWith("/search")) admit(searches, limits.searches);
      spent += cost;
    },
  };
}

function admit(window: number[], limit: number) {
  const now = Date.now();
  while (window[0] !== undefined && window[0] <= now - WINDOW_MS) window.shift();
  if (window.length >= limit) {
    const reset = Math.ceil(((window[0] ?? now) + WINDOW_MS - now) / 1000);
    const headers = {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(reset),
    };
    throw new Refusal(429, "request over limit", { headers });
  }
  window.push(now);
}
