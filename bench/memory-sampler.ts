import { readMemoryMb } from "./process-usage";

/** Watches the resident memory of processes whose numbers may change, and keeps the largest sum seen. */
export function startMemorySampler(pids: () => number[]): { stop(): number } {
  let peakMb = 0;
  const sample = () => {
    peakMb = Math.max(peakMb, readMemoryMb(pids()));
  };
  const timer = setInterval(sample, 100);
  return {
    stop() {
      clearInterval(timer);
      sample();
      return peakMb;
    },
  };
}
