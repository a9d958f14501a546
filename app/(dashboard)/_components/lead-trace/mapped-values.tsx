import { useTranslations } from "next-intl";
import type { CrmDirectory } from "@/lib/crm/types";
import type { LeadTrace, PhonesTrace, ValuesTrace } from "@/lib/leads/read-trace";
import { codeText } from "./code-text";
import { createFieldTexts } from "./field-texts";
import { SmallCell, SmallTable } from "./small-table";

/** What the mapping gave, with types and the standardised phones, and what was left out and why. */
export function MappedValues({
  values: { values: mapped, issues },
  phones,
  email,
  directory,
}: {
  values: ValuesTrace;
  phones: PhonesTrace;
  email: LeadTrace["email"];
  directory: CrmDirectory | null;
}) {
  const t = useTranslations("registry");
  const fields = createFieldTexts(t, directory);
  const values = Object.entries(mapped);
  return (
    <>
      {values.length === 0 && <p>{t("values.none")}</p>}
      {values.length > 0 && (
        <SmallTable
          caption={t("values.table")}
          head={[t("values.field"), t("values.type"), t("values.value")]}
          widths={["34%", "18%"]}
        >
          {values.map(([field, value]) => (
            <tr key={field}>
              <SmallCell>{fields.label(field)}</SmallCell>
              <SmallCell isMuted>{fields.type(field)}</SmallCell>
              <SmallCell>
                <PhoneOr phone={phones[field]}>
                  {field === "contact.email" && email ? email : fields.value(field, value)}
                </PhoneOr>
              </SmallCell>
            </tr>
          ))}
        </SmallTable>
      )}
      {issues.length > 0 && (
        <div className="mt-4">
          <h3 className="font-medium">{t("values.issues")}</h3>
          <Issues issues={issues} directory={directory} />
        </div>
      )}
    </>
  );
}

function PhoneOr({ phone, children }: { phone: PhonesTrace[string] | undefined; children: string }) {
  const t = useTranslations("registry");
  if (!phone) return children;
  if (!phone.ok) {
    return (
      <>
        {phone.typed}
        <Note>{codeText(t, "phoneProblems", phone.reason)}</Note>
      </>
    );
  }
  const notes = [
    phone.phone !== phone.typed && t("values.standardised", { typed: phone.typed }),
    phone.country && t("values.country", { country: phone.country }),
    !phone.isValid && t("values.notInPlan"),
  ].filter(Boolean);
  return (
    <>
      {phone.phone}
      <Note>{notes.join(" · ")}</Note>
      {phone.others.length > 0 && <Note>{t("values.otherPhones", { phones: phone.others.join(", ") })}</Note>}
    </>
  );
}

function Note({ children }: { children: string }) {
  return children && <span className="block text-[13px] text-muted">{children}</span>;
}

function Issues({ issues, directory }: { issues: ValuesTrace["issues"]; directory: CrmDirectory | null }) {
  const t = useTranslations("registry");
  const fields = createFieldTexts(t, directory);
  return (
    <ul className="mt-1 flex flex-col gap-1.5">
      {issues.map(({ target, code, text }) => (
        <li key={`${target} ${code}`} className="break-words">
          <span className="font-medium">{fields.label(target)}:</span> {codeText(t, "issues", code)}{" "}
          {text && <span className="text-muted">{t("values.was", { text })}</span>}
        </li>
      ))}
    </ul>
  );
}
