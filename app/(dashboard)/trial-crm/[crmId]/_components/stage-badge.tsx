import { CircleCheck, CircleX } from "lucide-react";
import { Badge } from "@/components/ui/badge";

/** A stage of a pipeline; won and lost ones differ by icon and tint. */
export function StageBadge({ name, kind }: { name: string; kind: "open" | "won" | "lost" }) {
  const { tone, Icon } = LOOKS[kind];
  return (
    <Badge tone={tone} icon={Icon && <Icon aria-hidden />}>
      {name}
    </Badge>
  );
}

const LOOKS = {
  open: { tone: "info", Icon: null },
  won: { tone: "success", Icon: CircleCheck },
  lost: { tone: "neutral", Icon: CircleX },
} as const;
