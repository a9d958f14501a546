"use client";

import { useTranslations } from "next-intl";
import type { TriedNumber } from "@/lib/phone/try-numbers";
import { TriedNumberRow } from "./tried-number-row";

/** What becomes of each number, and how many fit. */
export function TriedNumbers({ tried }: { tried: readonly TriedNumber[] }) {
  const t = useTranslations("filterBuilder.numbers");
  const fits = tried.filter(({ result }) => result.ok).length;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <p role="status" className={tried.length > 0 ? "font-medium" : "text-muted lg:pt-[26px]"}>
        {tried.length > 0 ? t("summary", { fits, all: tried.length }) : t("empty")}
      </p>
      {tried.length > 0 && (
        <table className="w-full border-collapse text-start">
          <thead>
            <tr className="border-line border-b text-[13px] text-muted">
              <th scope="col" className="w-2/5 py-1.5 pe-3 text-start font-medium">
                {t("columns.typed")}
              </th>
              <th scope="col" className="py-1.5 text-start font-medium">
                {t("columns.result")}
              </th>
            </tr>
          </thead>
          <tbody>
            {tried.map(({ typed, result }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a number may stand on two lines.
              <TriedNumberRow key={index} typed={typed} result={result} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
