import { cx } from "./cx";

/** The shape of what comes, seen only when it takes longer than 150 ms. Give it the size of the real thing. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div className="animate-late">
      <div aria-hidden className={cx("animate-pulse rounded-md bg-pressed", className)} />
    </div>
  );
}

/** A page of a table that is on its way. */
export function TableSkeleton({ rows = 8, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex h-10 items-center gap-6 border-line border-b">
          <Skeleton className="h-3.5 w-24" />
          <div className="flex-1">
            <Skeleton className="h-3.5 w-3/5" />
          </div>
          <Skeleton className="h-3.5 w-16" />
        </div>
      ))}
    </div>
  );
}
