import { useTranslations } from "next-intl";
import { Skeleton, TableSkeleton } from "../ui/skeleton";

/**
 * The shape of a page with a list that is on its way, for `loading.tsx`. Only beside pages that always exist: a record that
 * does not must answer 404, and below a loading page it is too late for that.
 */
export function PageSkeleton() {
  const t = useTranslations("common");
  return (
    <>
      <div className="mb-5 flex h-8 items-center">
        <Skeleton className="h-6 w-40" />
      </div>
      <TableSkeleton label={t("loading")} />
    </>
  );
}
