import { useTranslations } from "next-intl";
import type { FailedCondition } from "@/lib/leads/read-trace";
import { codeText } from "./code-text";
import type { FieldTexts } from "./field-texts";

/** A condition of the filter in words, and what the event had there. */
export function ConditionText({ failed, fields }: { failed: FailedCondition; fields: FieldTexts }) {
  const t = useTranslations("registry");
  const { field, operator, values } = failed.condition;
  return (
    <>
      <p className="break-words">
        <ConditionField field={field} fields={fields} /> {codeText(t, "operators", operator)}{" "}
        {values.length > 0 && <strong className="font-medium">{values.map((value) => `«${value}»`).join(", ")}</strong>}
      </p>
      <p className="break-words text-[13px]">
        {failed.actual === null ? t("filter.actualBlank") : t("filter.actual", { actual: failed.actual })}
      </p>
    </>
  );
}

function ConditionField({ field, fields }: { field: string; fields: FieldTexts }) {
  const t = useTranslations("registry.filter");
  if (field === "phone" || field === "email") return t(field);
  if (field.startsWith("mapped:")) return fields.label(field.slice("mapped:".length));
  return <code className="font-mono text-[13px]">{field.replace(/^event:/, "")}</code>;
}
