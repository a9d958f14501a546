import type { ReactNode } from "react";
import { cx } from "./cx";

export type BadgeTone = "neutral" | "info" | "success" | "warning" | "danger" | "violet";

/** A word with a tint. Red is kept for what needs a person. */
export function Badge({
  tone = "neutral",
  icon,
  children,
}: {
  tone?: BadgeTone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span
      className={cx(
        "inline-flex h-[22px] max-w-full items-center gap-1 whitespace-nowrap rounded-md px-1.5 font-medium text-xs [&_svg]:size-3.5 [&_svg]:shrink-0",
        TONES[tone],
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

const TONES: Record<BadgeTone, string> = {
  neutral: "bg-neutral-soft text-muted",
  info: "bg-info-soft text-info-text",
  success: "bg-success-soft text-success-text",
  warning: "bg-warning-soft text-warning-text",
  danger: "bg-danger-soft text-danger-text",
  violet: "bg-violet-soft text-violet-text",
};
