import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import type { SchemaObject } from "@/lib/api/build-document";
import { SchemaView } from "./schema-view";

/** The type of a value in one line; an object without a name is written out below. */
export function TypeText({ schema }: { schema: SchemaObject }): ReactNode {
  const t = useTranslations("apiAccess.reference");
  const { $ref, anyOf, enum: values, type, items, format, properties, additionalProperties } = schema;
  if (typeof $ref === "string") return <SchemaLink name={$ref.split("/").at(-1) ?? ""} />;
  if (Array.isArray(anyOf)) {
    return (anyOf as SchemaObject[]).map((option, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the options of a type have no other names and never change.
      <Fragment key={index}>
        {index > 0 && <span className="text-muted"> {t("or")} </span>}
        <TypeText schema={option} />
      </Fragment>
    ));
  }
  if (Array.isArray(values)) return <Code>{values.map((value) => JSON.stringify(value)).join(" | ")}</Code>;
  if (type === "array") return t.rich("listOf", { type: () => <TypeText schema={(items as SchemaObject) ?? {}} /> });
  if (properties) return <SchemaView schema={schema} />;
  if (typeof additionalProperties === "object" && additionalProperties !== null) {
    return t.rich("mapOf", { type: () => <TypeText schema={additionalProperties as SchemaObject} /> });
  }
  if (typeof type !== "string") return <span className="text-muted">{t("anything")}</span>;
  return (
    <Code>
      {type}
      {typeof format === "string" && ` (${format})`}
      {toBounds(schema)}
    </Code>
  );
}

/** @example toBounds({ type: "integer", minimum: 1, maximum: 100 }) // => ", 1–100" */
function toBounds({ type, minimum, maximum, maxLength }: SchemaObject): string {
  const most = Number(maximum);
  if (type === "integer" && typeof minimum === "number" && most < Number.MAX_SAFE_INTEGER)
    return `, ${minimum}–${most}`;
  return type === "string" && typeof maxLength === "number" ? `, ≤ ${maxLength}` : "";
}

function SchemaLink({ name }: { name: string }) {
  return (
    <a href={`#schema-${name}`} className="font-mono text-accent-text hover:underline">
      {name}
    </a>
  );
}

function Code({ children }: { children: ReactNode }) {
  return <code className="break-words font-mono">{children}</code>;
}
