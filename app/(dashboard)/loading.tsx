import { getTranslations } from "next-intl/server";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

export default async function LoadingPage() {
  const t = await getTranslations("common");
  return (
    <>
      <div className="mb-5 flex h-8 items-center">
        <Skeleton className="h-6 w-40" />
      </div>
      <TableSkeleton label={t("loading")} />
    </>
  );
}
