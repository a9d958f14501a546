import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  Clock,
  Files,
  FunnelX,
  Inbox,
  type LucideIcon,
  RefreshCw,
  Unplug,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "./badge";

/**
 * The status of a lead, an integration or a connection: icon, word and tint, the same everywhere.
 *
 * @example
 * <StatusBadge of="lead" status="delivered" />
 */
export function StatusBadge(
  props:
    | { of: "lead"; status: keyof typeof LOOKS.lead }
    | { of: "integration"; status: keyof typeof LOOKS.integration }
    | { of: "connection"; status: keyof typeof LOOKS.connection },
) {
  const t = useTranslations("status");
  const [Icon, tone, label] = ((): readonly [LucideIcon, BadgeTone, string] => {
    if (props.of === "lead") return [...LOOKS.lead[props.status], t(`lead.${props.status}`)];
    if (props.of === "integration") return [...LOOKS.integration[props.status], t(`integration.${props.status}`)];
    return [...LOOKS.connection[props.status], t(`connection.${props.status}`)];
  })();
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {label}
    </Badge>
  );
}

const LOOKS = {
  lead: {
    received: [Inbox, "neutral"],
    processing: [RefreshCw, "info"],
    delivered: [CircleCheck, "success"],
    filtered: [FunnelX, "neutral"],
    skipped: [CircleSlash, "neutral"],
    duplicate: [Files, "violet"],
    waiting: [Clock, "warning"],
    held: [CirclePause, "warning"],
    failed: [CircleAlert, "danger"],
  },
  integration: {
    active: [CircleCheck, "success"],
    inactive: [CirclePause, "neutral"],
    /** No lead has come yet, or no CRM is chosen. */
    unfinished: [CircleDashed, "warning"],
  },
  connection: {
    connected: [CircleCheck, "success"],
    broken: [Unplug, "danger"],
    disabled: [CirclePause, "neutral"],
  },
} as const satisfies Record<string, Record<string, readonly [LucideIcon, BadgeTone]>>;
