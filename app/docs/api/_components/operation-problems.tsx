import { PROBLEM_STATUSES, type ProblemCode } from "@/lib/api/problem-codes";

/** What a call may be refused for; each code leads to what it means. */
export function OperationProblems({ codes }: { codes: readonly ProblemCode[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {codes.map((code) => (
        <li key={code} className="flex items-baseline gap-1.5 font-mono text-[13px]">
          <span className="text-muted tabular-nums">{PROBLEM_STATUSES[code]}</span>
          <a href={`#problem-${code}`} className="py-0.5 text-accent-text hover:underline">
            {code}
          </a>
        </li>
      ))}
    </ul>
  );
}
