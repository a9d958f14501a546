import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SchemaObject } from "@/lib/api/build-document";
import { SchemaView } from "./schema-view";

/** The shapes that have a name, by that name. */
export function SchemaList({ schemas }: { schemas: Record<string, SchemaObject> }) {
  const t = useTranslations("apiAccess.reference");
  return (
    <section aria-labelledby="schemas">
      <h2 id="schemas" className="mb-2 font-semibold text-base">
        {t("schemas")}
      </h2>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {Object.entries(schemas)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([name, schema]) => (
            <li key={name}>
              <details id={`schema-${name}`} className="group scroll-mt-4">
                <summary className="flex list-none items-center justify-between gap-3 px-3 py-2 font-mono text-[13px] hover:bg-hover [&::-webkit-details-marker]:hidden">
                  {name}
                  <ChevronRight
                    aria-hidden
                    className="size-4 shrink-0 text-faint transition-transform duration-100 group-open:rotate-90"
                  />
                </summary>
                <div className="border-line border-t px-3 py-3">
                  <SchemaView schema={schema} />
                </div>
              </details>
            </li>
          ))}
      </ul>
    </section>
  );
}
