import { ArrowRight, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { type ComparableSettings, diffSettings } from "@/lib/integrations/diff-settings";
import { BLOCK_TITLES, type DiffNames, useDiffWords, type ValueWords } from "./use-diff-words";

/**
 * What differs between two states of the settings, block by block: what was, and what is. The one picture of it for publishing, for a
 * conflict and for the history; `level` is that of the headings of its blocks.
 */
export function SettingsDiff({
  before,
  after,
  names,
  level: Heading = "h3",
}: {
  before: ComparableSettings;
  after: ComparableSettings;
  names: DiffNames;
  level?: "h3" | "h4";
}) {
  const t = useTranslations("integrations");
  const tv = useTranslations("versions.diff");
  const wordsOf = useDiffWords(names);
  const was = wordsOf(before.connectionId);
  const is = wordsOf(after.connectionId);
  const changes = diffSettings(before, after);
  if (changes.length === 0) return <p className="text-muted">{tv("none")}</p>;

  return (
    <div className="flex flex-col gap-4">
      {BLOCKS.map((block) => ({ block, inBlock: changes.filter((change) => change.block === block) }))
        .filter(({ inBlock }) => inBlock.length > 0)
        .map(({ block, inBlock }) => (
          <div key={block}>
            <Heading className="font-medium text-[13px] text-muted">{t(BLOCK_TITLES[block])}</Heading>
            <ul className="mt-1 divide-y divide-line border-line border-t">
              {inBlock.map((change) => (
                <ChangeLine
                  key={change.path}
                  // A field that is gone has its name on the side where it was.
                  label={(change.after ? is : was).label(change.label)}
                  isLabelled={block !== "name"}
                  before={change.before && was.value(change.before)}
                  after={change.after && is.value(change.after)}
                />
              ))}
            </ul>
          </div>
        ))}
    </div>
  );
}

function ChangeLine({
  label,
  isLabelled,
  before,
  after,
}: {
  label: string;
  /** Where the block is one field, its title has said it. */
  isLabelled: boolean;
  before: ValueWords | null;
  after: ValueWords | null;
}) {
  const t = useTranslations("versions.diff");
  const isOneSided = !before !== !after;
  const Icon = after ? Plus : Minus;
  return (
    <li className="grid gap-x-4 gap-y-0.5 py-1.5 sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)]">
      <span className={cx("break-words", !isLabelled && "sr-only")}>{label}</span>
      <span className={cx("flex min-w-0 items-start gap-1.5", !isLabelled && "sm:col-span-2")}>
        {isOneSided && <Icon aria-hidden className={ICON} />}
        <span className="min-w-0 flex-1">
          {before && (
            <del className={cx("break-words text-muted", before.isCode && CODE)}>
              <span className="sr-only">{after ? t("was") : t("removed")} </span>
              {before.text}
            </del>
          )}
          {before && after && <ArrowRight aria-hidden className={cx(ICON, "mx-1.5 inline")} />}
          {after && (
            <ins className={cx("break-words no-underline", after.isCode && CODE)}>
              <span className="sr-only">{before ? t("is") : t("added")} </span>
              {after.text}
            </ins>
          )}
        </span>
      </span>
    </li>
  );
}

const BLOCKS = ["name", "connection", "collection", "mapping", "filter", "rules", "phone", "events"] as const;
const ICON = "mt-[3px] size-3.5 shrink-0 text-faint";
const CODE = "font-mono text-[13px] [overflow-wrap:anywhere]";
