import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

/** A message that belongs to the page or the form: what happened, and what to do next. `danger` is announced at once. */
export function Notice({
  tone = "info",
  title,
  action,
  children,
}: {
  tone?: "info" | "success" | "warning" | "danger";
  title?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}) {
  const { Icon, className } = LOOKS[tone];
  return (
    <div
      {...(tone === "danger" && { role: "alert" })}
      className={cx("flex items-start gap-2.5 rounded-lg px-3 py-2.5", className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 break-words">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}

const LOOKS = {
  info: { Icon: Info, className: "bg-info-soft text-info-text" },
  success: { Icon: CircleCheck, className: "bg-success-soft text-success-text" },
  warning: { Icon: TriangleAlert, className: "bg-warning-soft text-warning-text" },
  danger: { Icon: CircleAlert, className: "bg-danger-soft text-danger-text" },
};
