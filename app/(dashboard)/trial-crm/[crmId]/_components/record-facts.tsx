import { useFormatter, useTranslations } from "next-intl";
import { Fact } from "./record-fields";

/** Who is responsible for a record. */
export function ResponsibleFact({ name }: { name: string | null }) {
  const t = useTranslations("trialCrm");
  return (
    <Fact label={t("columns.responsible")}>{name ?? <span className="text-muted">{t("record.nobody")}</span>}</Fact>
  );
}

/** When a record was made, and changed where that came later. */
export function TimeFacts({ createdAt, updatedAt }: { createdAt: Date; updatedAt?: Date }) {
  const t = useTranslations("trialCrm");
  const format = useFormatter();
  const isChanged = updatedAt && updatedAt.getTime() - createdAt.getTime() > 1_000;
  return (
    <>
      <Fact label={t("columns.created")}>{format.dateTime(createdAt, "full")}</Fact>
      {isChanged && <Fact label={t("record.changed")}>{format.dateTime(updatedAt, "full")}</Fact>}
    </>
  );
}
