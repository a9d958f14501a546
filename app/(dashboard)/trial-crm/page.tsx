import { FlaskConical } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { FlaskPicture } from "@/components/ui/pictures";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { listTrialCrms } from "@/lib/trial-crm/queries";
import { toTrialPath } from "@/lib/trial-crm/record-path";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("trialCrm"))("title") };
}

/** The account's trial CRMs; where there is one, it opens at once. */
export default async function TrialCrmsPage() {
  const { accountId } = await requireMember();
  const t = await getTranslations("trialCrm");
  const crms = await withAccount(accountId, listTrialCrms);
  const [first, second] = crms;
  if (first && !second) return redirect(toTrialPath(first.id));

  return (
    <>
      <PageHeader title={t("title")} description={first && t("text")} />
      {first ? (
        <ul className="divide-y divide-line border-line border-y">
          {crms.map(({ id, name }) => (
            <li key={id}>
              <Link href={toTrialPath(id)} className="flex min-h-11 items-center gap-3 px-2 py-2 hover:bg-hover">
                <FlaskConical aria-hidden className="size-4 shrink-0 text-muted" />
                <span className="min-w-0 break-words font-medium">{name}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState
          picture={<FlaskPicture />}
          title={t("empty.title")}
          text={t("empty.text")}
          action={
            <LinkButton variant="primary" href="/connections">
              {t("empty.action")}
            </LinkButton>
          }
        />
      )}
    </>
  );
}
