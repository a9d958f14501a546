import type { CronPayload } from "./cron";
import type { EngineEvent } from "./types";

declare global {
  namespace GraphileWorker {
    /** The engine's jobs. They hold ids; only events sent outside of a running engine travel as a whole. */
    interface Tasks {
      "inngest-run": { run: string; turn: number };
      "inngest-step": { run: string; step: string; attempt: number };
      "inngest-wake": TimerPayload;
      "inngest-timeout": TimerPayload;
      "inngest-events": { events: EngineEvent[] };
      "inngest-cron": CronPayload;
    }
  }
}

/** The end of a sleep, or of the time that a wait or an invocation has. */
export type TimerPayload = { run: string; step: string; kind: string };
