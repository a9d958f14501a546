import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** Processor time in milliseconds that these processes and their children, living and ended, have used. Linux only. */
export function readCpuMs(pids: readonly number[]): number {
  const ticks = withChildren(pids).flatMap((pid) => {
    const fields = readStat(pid);
    // User and system time, and that of children who have ended and were waited for.
    return fields ? [11, 12, 13, 14].map((index) => Number(fields[index])) : [];
  });
  return (ticks.reduce((sum, value) => sum + value, 0) / TICKS_PER_SECOND) * 1_000;
}

/** Resident memory of these processes in MB (10^6 bytes), children left out. */
export function readMemoryMb(pids: readonly number[]): number {
  const kib = pids.map((pid) => {
    const match = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? "");
    return Number(match?.[1] ?? 0);
  });
  return (kib.reduce((sum, value) => sum + value, 0) * 1_024) / 1e6;
}

function withChildren(pids: readonly number[]): number[] {
  const wanted = new Set(pids);
  for (const entry of readdirSync("/proc")) {
    const pid = Number(entry);
    if (Number.isInteger(pid) && wanted.has(Number(readStat(pid)?.[1]))) wanted.add(pid);
  }
  return [...wanted];
}

/** Fields of /proc/…/stat from the state on: 0 state, 1 parent, 11 user time … */
function readStat(pid: number): string[] | null {
  const text = read(`/proc/${pid}/stat`);
  return text ? text.slice(text.lastIndexOf(")") + 2).split(" ") : null;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
