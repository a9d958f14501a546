import { useTranslations } from "next-intl";
import type { SchemaObject } from "@/lib/api/build-document";
import { MarkedText } from "./marked-text";
import { TypeText } from "./type-text";

/** A property or a parameter: its name, its type, whether it may be left out, and what its name does not say. */
export function PropertyRow({ name, isRequired, schema }: { name: string; isRequired: boolean; schema: SchemaObject }) {
  const t = useTranslations("apiAccess.reference");
  const { description, default: byDefault } = schema;
  return (
    <div className="grid gap-x-4 py-1.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <dt className="break-all font-mono text-[13px]">
        {name}
        {!isRequired && <span className="ms-2 font-sans text-muted text-xs">{t("optional")}</span>}
      </dt>
      <dd className="min-w-0 text-[13px]">
        <TypeText schema={schema} />
        {byDefault !== undefined && typeof byDefault !== "object" && (
          <span className="text-muted"> · {t("byDefault", { value: String(byDefault) })}</span>
        )}
        {typeof description === "string" && (
          <p className="mt-0.5 max-w-prose text-muted">
            <MarkedText text={description} />
          </p>
        )}
      </dd>
    </div>
  );
}
