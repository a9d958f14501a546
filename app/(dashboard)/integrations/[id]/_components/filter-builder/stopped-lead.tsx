"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/ui/relative-time";
import type { StoppedBy } from "@/lib/preview/try-lead";
import { useRecentEvents } from "../recent-events";
import { ConditionWords } from "./condition-words";
import { useFilterTrial } from "./filter-trial";
import { useValueName } from "./use-value-name";

/** One lead that did not pass. */
export function StoppedLead({ leadKey, by }: { leadKey: string; by: StoppedBy }) {
  const t = useTranslations("filterBuilder.trial");
  const { events } = useRecentEvents();
  const { tried } = useFilterTrial();
  const valueName = useValueName(by.condition.field);
  const event = events.find(({ key }) => key === leadKey);
  if (!event) return null;

  const name = event.name ?? tried.get(leadKey)?.values["contact.name"]?.[0] ?? event.title ?? t("nameless");
  return (
    <tr className="border-line border-b align-top last:border-b-0 max-md:flex max-md:flex-wrap max-md:gap-x-2 max-md:py-1.5">
      <th scope="row" className="min-w-0 py-1.5 pe-3 text-start font-normal max-md:py-0">
        {event.leadId ? (
          <Link
            href={`/registry/${event.leadId}`}
            className="inline-block min-h-6 break-words text-accent-text hover:underline"
          >
            {name}
          </Link>
        ) : (
          name
        )}
      </th>
      <td className="py-1.5 pe-3 text-muted max-md:py-0">
        {event.leadId ? <RelativeTime at={event.receivedAt} /> : t("sample")}
      </td>
      <td className="min-w-0 py-1.5 pe-3 max-md:w-full max-md:py-0">
        <ConditionWords condition={by.condition} />
      </td>
      <td className="min-w-0 break-words py-1.5 max-md:w-full max-md:py-0">
        <span className="text-muted md:hidden">{t("was")} </span>
        {by.actual === null ? <span className="text-muted">{t("blank")}</span> : valueName(by.actual)}
      </td>
    </tr>
  );
}
