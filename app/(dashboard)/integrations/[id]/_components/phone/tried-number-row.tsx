"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { TriedNumber } from "@/lib/phone/try-numbers";
import { useSurroundings } from "../settings-context";

/** One number: its one form and its country, or why it fits nothing. */
export function TriedNumberRow({ typed, result }: TriedNumber) {
  const t = useTranslations("filterBuilder.numbers");
  const { countries } = useSurroundings();
  return (
    <tr className="border-line border-b align-top">
      <th scope="row" className="break-words py-1.5 pe-3 text-start font-normal tabular-nums">
        {typed}
      </th>
      <td className="py-1.5">
        <div className="flex items-start gap-1.5">
          {result.ok && result.isValid ? (
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success-text" />
          ) : (
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-text" />
          )}
          {result.ok ? (
            <div className="min-w-0 break-words">
              <span className="font-medium tabular-nums">{result.phone}</span>{" "}
              <span className="text-muted">
                {countries.find(({ code }) => code === result.country)?.name ?? t("unknownCountry")}
              </span>
              {!result.isValid && <p className="text-[13px] text-muted">{t("notInUse")}</p>}
              {result.others.length > 0 && (
                <p className="text-[13px] text-muted">{t("others", { numbers: result.others.join(", ") })}</p>
              )}
            </div>
          ) : (
            <div className="min-w-0">
              {t("kept")}: <span className="text-muted">{t(`reasons.${result.reason}`)}</span>
            </div>
          )}
        </div>
      </td>
    </tr>
  );
}
