"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { phoneSettingsSchema } from "@/lib/phone/schema";
import { tryNumbers } from "@/lib/phone/try-numbers";
import { useRecentEvents } from "../recent-events";
import { useSettingsForm } from "../settings-context";
import { TriedNumbers } from "./tried-numbers";
import { useLastNumbers } from "./use-last-numbers";

/** A box to try numbers in, filled with the last ones that came, and what the settings in the form make of each. */
export function TryNumbers() {
  const t = useTranslations("filterBuilder.numbers");
  const { areSamples } = useRecentEvents();
  const { control } = useSettingsForm();
  const last = useLastNumbers().join("\n");
  const [own, setOwn] = useState<string | null>(null);
  const text = own ?? last;
  // As text, so that settings which are the same are not tried again.
  const settings = useDeferredValue(JSON.stringify(useWatch({ control, name: "phone" })));
  const read = phoneSettingsSchema.safeParse(JSON.parse(settings));
  const deferredText = useDeferredValue(text);

  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]">
      <Field
        label={t("label")}
        help={last === "" ? t("noPhone") : areSamples ? t("samples") : t("prefilled")}
        action={
          own !== null &&
          own !== last &&
          last !== "" && (
            <Button variant="ghost" size="sm" icon={<RotateCcw aria-hidden />} onClick={() => setOwn(null)}>
              {t("takeLast")}
            </Button>
          )
        }
      >
        <Textarea
          rows={6}
          value={text}
          onChange={({ target }) => setOwn(target.value)}
          placeholder={"067 123 45 67\n+48 501 234 567"}
          spellCheck={false}
          autoComplete="off"
          className="tabular-nums"
        />
      </Field>
      {read.success ? (
        <TriedNumbers tried={tryNumbers(deferredText, read.data)} />
      ) : (
        <p className="text-muted lg:pt-[26px]">{t("paused")}</p>
      )}
    </div>
  );
}
