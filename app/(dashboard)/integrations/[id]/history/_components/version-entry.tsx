import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { buttonClasses } from "@/components/ui/button-classes";
import { RelativeTime } from "@/components/ui/relative-time";
import { diffSettings } from "@/lib/integrations/diff-settings";
import type { IntegrationDraft } from "@/lib/integrations/drafts";
import type { EditBasis } from "@/lib/integrations/edit-basis";
import type { IntegrationDetails } from "@/lib/integrations/queries";
import type { VersionView } from "@/lib/integrations/versions";
import { SettingsDiff } from "../../_components/drafts/settings-diff";
import type { DiffNames } from "../../_components/drafts/use-diff-words";
import { RestoreVersion } from "./restore-version";

const OPEN_CHANGES_MAX = 8;

/** One version: who made it and when, what it changed, and the way back to it. */
export function VersionEntry({
  path,
  version: { version, settings, restoredFrom, createdAt, createdByName },
  previous,
  integration,
  basis,
  draft,
  names,
  mayRestore,
}: {
  path: string;
  version: VersionView;
  /** The version before it; null for the first. */
  previous: VersionView | null;
  integration: IntegrationDetails;
  basis: EditBasis;
  draft: IntegrationDraft | null;
  names: DiffNames;
  mayRestore: boolean;
}) {
  const t = useTranslations("versions.history");
  const format = useFormatter();
  const isLive = version === integration.version;
  const count = previous ? diffSettings(previous.settings, settings).length : 0;
  return (
    <li id={`version-${version}`} className="scroll-mt-16 border-line border-t py-4 target:bg-accent-soft">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-2">
            <h2 className="font-semibold">{t("version", { version })}</h2>
            {isLive && <Badge tone="success">{t("live")}</Badge>}
            {restoredFrom !== null && <Badge>{t("restored", { version: restoredFrom })}</Badge>}
          </div>
          <p className="mt-0.5 text-[13px] text-muted">
            {createdByName ?? t("somebody")} · {format.dateTime(createdAt, "short")} · <RelativeTime at={createdAt} />
          </p>
        </div>
        {!isLive && (
          <div className="flex flex-wrap gap-2">
            <Link
              href={`${path}?from=${version}&to=${integration.version}`}
              className={buttonClasses({ variant: "ghost", size: "sm" })}
            >
              {t("compareWithLive")}
            </Link>
            {mayRestore && (
              <RestoreVersion
                id={integration.id}
                version={version}
                basis={basis}
                draft={draft && { updatedAt: draft.updatedAt, byName: draft.updatedByName }}
              >
                <SettingsDiff before={integration.settings} after={settings} names={names} />
              </RestoreVersion>
            )}
          </div>
        )}
      </div>
      {!previous ? (
        <p className="mt-2 text-muted">{t("first")}</p>
      ) : count === 0 ? (
        <p className="mt-2 text-muted">{t("unchanged")}</p>
      ) : (
        <details open={count <= OPEN_CHANGES_MAX} className="mt-2">
          <summary className="w-fit cursor-pointer rounded-sm py-0.5 text-[13px] text-muted hover:text-text">
            {t("changes", { count, version: previous.version })}
          </summary>
          <div className="mt-2">
            <SettingsDiff before={previous.settings} after={settings} names={names} />
          </div>
        </details>
      )}
    </li>
  );
}
