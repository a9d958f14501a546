import { useFormatter } from "next-intl";
import { cx } from "@/components/ui/cx";
import { COUNT_MAX } from "@/lib/integrations/count-max";

/** A number of leads of the last 24 hours; none stands back, failures stand out. */
export function DayCount({ count, isFailure = false }: { count: number; isFailure?: boolean }) {
  const format = useFormatter();
  return (
    <span className={cx(count === 0 && "text-faint", isFailure && count > 0 && "font-medium text-danger-text")}>
      {count >= COUNT_MAX ? `${format.number(COUNT_MAX - 1)}+` : format.number(count)}
    </span>
  );
}
