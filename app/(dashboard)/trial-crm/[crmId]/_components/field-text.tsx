import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { ExternalLink } from "@/components/ui/external-link";
import type { FieldValue } from "@/lib/crm/types";
import type { TrialField } from "@/lib/trial-crm/check-properties";

/** A value as its type is written: choices by their labels, users by their names, dates in the language's way. */
export function FieldText({
  field: { type, options },
  value,
  users,
}: {
  field: Pick<TrialField, "type" | "options">;
  value: FieldValue;
  users: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("trialCrm.values");
  const format = useFormatter();
  if (Array.isArray(value)) {
    const labels = value.map((item) => options?.find(({ id }) => id === item)?.label ?? item);
    if (type === "phone" || type === "email") return labels.join("\n");
    return (
      <span className="flex flex-wrap gap-1.5">
        {labels.map((label) => (
          <Badge key={label}>{label}</Badge>
        ))}
      </span>
    );
  }
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return format.number(value);
  switch (type) {
    case "url":
      return <ExternalLink href={value}>{value}</ExternalLink>;
    case "enum":
      return options?.find(({ id }) => id === value)?.label ?? value;
    case "user":
      return users.find(({ id }) => id === value)?.name ?? value;
    // A date has no hour, so no time zone may move it to the day before.
    case "date":
      return format.dateTime(new Date(`${value}T00:00:00Z`), "day", { timeZone: "UTC" });
    case "datetime":
      return format.dateTime(new Date(value), "short");
    default:
      return value;
  }
}
