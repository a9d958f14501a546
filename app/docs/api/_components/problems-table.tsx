import { useTranslations } from "next-intl";
import { PROBLEM_CODES, PROBLEM_STATUSES } from "@/lib/api/problem-codes";

/** Every code of an error, with its status and its meaning. */
export function ProblemsTable() {
  const t = useTranslations("apiAccess.reference");
  const texts = useTranslations("apiAccess.problems");
  return (
    <section aria-labelledby="problems" className="mb-8">
      <h2 id="problems" className="mb-2 font-semibold text-base">
        {t("problems")}
      </h2>
      <table className="w-full border-collapse text-start">
        <thead>
          <tr className="border-line border-b text-[13px] text-muted">
            <th scope="col" className="py-2 pe-3 text-start font-medium">
              {t("status")}
            </th>
            <th scope="col" className="py-2 pe-3 text-start font-medium">
              {t("code")}
            </th>
            <th scope="col" className="py-2 text-start font-medium max-sm:hidden">
              {t("meaning")}
            </th>
          </tr>
        </thead>
        <tbody>
          {PROBLEM_CODES.map((code) => (
            <tr
              key={code}
              id={`problem-${code}`}
              className="scroll-mt-4 border-line border-b align-baseline target:bg-accent-soft"
            >
              <td className="py-2 pe-3 tabular-nums">{PROBLEM_STATUSES[code]}</td>
              <td className="py-2 pe-3 font-mono text-[13px]">
                {code}
                <span className="mt-0.5 block font-sans text-muted text-sm sm:hidden">{texts(`${code}.title`)}</span>
              </td>
              <td className="py-2 max-sm:hidden">{texts(`${code}.title`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
