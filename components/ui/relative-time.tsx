"use client";

import { useFormatter, useLocale } from "next-intl";
import { toRelativeTime } from "@/lib/i18n/to-relative-time";
import { useClock } from "./clock";

/** How long ago, or in how long; the exact moment in the account's time zone on hover. Keeps itself up to date. */
export function RelativeTime({ at }: { at: Date | string }) {
  const format = useFormatter();
  const locale = useLocale();
  const now = useClock();
  const moment = new Date(at);
  return (
    <time
      dateTime={moment.toISOString()}
      title={format.dateTime(moment, "full")}
      className="whitespace-nowrap"
      // The browser may know newer words of the language than the server.
      suppressHydrationWarning
    >
      {toRelativeTime({ at: moment.getTime(), now, locale })}
    </time>
  );
}
