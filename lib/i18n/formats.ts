import type { Formats } from "next-intl";

/** Named formats of dates and numbers, used as `format.dateTime(at, "full")`. */
export const formats = {
  dateTime: {
    /** 22.11.2026, 17:24:05 */
    full: {
      day: "2-digit",
      month: "2-digit",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    },
    /** 22.11.2026, 17:24 */
    short: { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    /** 22 лист. 2026 р. */
    day: { day: "numeric", month: "short", year: "numeric" },
  },
  number: {
    percent: { style: "percent", maximumFractionDigits: 1 },
  },
} satisfies Formats;
