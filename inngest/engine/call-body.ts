import type { LoadedRun } from "./types";

/** The body of one call of a function, in the words of the SDK's protocol. */
export function toCallBody(
  run: LoadedRun,
  job: { jobId: string; generation: number; attempt: number; attemptsMax: number },
) {
  const event: unknown = JSON.parse(run.event);
  return {
    event,
    events: [event],
    steps: Object.fromEntries(run.steps.map(({ id, memo }) => [id, JSON.parse(memo) as unknown])),
    defers: {},
    version: -1,
    use_api: false,
    ctx: {
      run_id: run.id,
      fn_id: run.fnId,
      env: "",
      step_id: "step",
      attempt: job.attempt,
      max_attempts: job.attemptsMax,
      disable_immediate_execution: run.forcePlan,
      use_api: false,
      qi_id: job.jobId,
      job_id: job.jobId,
      request_id: job.jobId,
      generation_id: job.generation,
      stack: { stack: run.steps.map(({ id }) => id), current: run.steps.length },
    },
  };
}
