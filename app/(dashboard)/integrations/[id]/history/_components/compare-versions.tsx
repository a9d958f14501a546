import Form from "next/form";
import { useTranslations } from "next-intl";
import { buttonClasses } from "@/components/ui/button-classes";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { VersionView } from "@/lib/integrations/versions";
import { SettingsDiff } from "../../_components/drafts/settings-diff";
import type { DiffNames } from "../../_components/drafts/use-diff-words";

/** Two versions to choose, and what differs between them. */
export function CompareVersions({
  path,
  live,
  pair: { from, to },
  compared,
  names,
}: {
  path: string;
  /** The newest version; they are numbered without gaps. */
  live: number;
  pair: { from?: number; to?: number };
  compared: { before: VersionView; after: VersionView } | null;
  names: DiffNames;
}) {
  const t = useTranslations("versions.history");
  const numbers = Array.from({ length: live }, (_, index) => live - index);
  const options = numbers.map((version) => (
    <option key={version} value={version}>
      {version === live ? t("liveOption", { version }) : t("option", { version })}
    </option>
  ));
  return (
    <section aria-label={t("compare")} className="mb-6">
      <Form action={path} scroll={false} key={`${from} ${to}`} className="flex flex-wrap items-end gap-2">
        <Field label={t("from")} className="w-44 max-sm:w-full">
          <Select name="from" defaultValue={from ?? live - 1}>
            {options}
          </Select>
        </Field>
        <Field label={t("to")} className="w-44 max-sm:w-full">
          <Select name="to" defaultValue={to ?? live}>
            {options}
          </Select>
        </Field>
        <button type="submit" className={buttonClasses({})}>
          {t("compare")}
        </button>
      </Form>
      {compared && (
        <div className="mt-4 rounded-lg border border-line p-4">
          <h2 className="mb-3 font-semibold">
            {t("between", { from: compared.before.version, to: compared.after.version })}
          </h2>
          <SettingsDiff before={compared.before.settings} after={compared.after.settings} names={names} />
        </div>
      )}
    </section>
  );
}
