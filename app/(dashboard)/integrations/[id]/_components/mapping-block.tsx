"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { MappingEditorProvider } from "./mapping-editor/editor-context";
import { MappingEditor } from "./mapping-editor/mapping-editor";
import { PreviewsProvider } from "./mapping-editor/previews-context";
import { MappingHint } from "./mapping-hint";
import { useSurroundings } from "./settings-context";

/** «Співставлення полів»: which field of the CRM is filled with what. Takes the whole width, for the sample beside the rows. */
export function MappingBlock() {
  const t = useTranslations("integrations.mapping");
  const { mayEdit } = useSurroundings();
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4 border-line border-t py-6">
      <div>
        <h2 id={id} className="font-semibold">
          {t("title")}
        </h2>
        <p className="mt-1 text-[13px] text-muted">{t("text")}</p>
      </div>
      <fieldset disabled={!mayEdit} className="flex min-w-0 flex-col gap-4">
        <MappingEditorProvider>
          <PreviewsProvider>
            <MappingHint />
            <MappingEditor />
          </PreviewsProvider>
        </MappingEditorProvider>
      </fieldset>
    </section>
  );
}
