import { BookOpen } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { withAccount } from "@/db/with-account";
import { listApiTokens } from "@/lib/api/tokens";
import { requireMember } from "@/lib/auth/require-member";
import { getEnv } from "@/lib/env";
import { CreateToken } from "./_components/create-token";
import { TokensTable } from "./_components/tokens-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("apiAccess"))("title") };
}

export default async function ApiAccessPage() {
  const { accountId } = await requireMember("admin");
  const t = await getTranslations("apiAccess");
  const tokens = await withAccount(accountId, listApiTokens);
  return (
    <>
      <PageHeader
        trail={[{ label: t("settings"), href: "/settings" }]}
        title={t("title")}
        description={t.rich("text", {
          address: () => (
            <code className="break-words font-mono text-[13px] text-text">{`${getEnv().APP_URL}/api/v1`}</code>
          ),
        })}
        actions={
          <>
            <LinkButton href="/docs/api" icon={<BookOpen aria-hidden />}>
              {t("reference.link")}
            </LinkButton>
            <CreateToken />
          </>
        }
      />
      <TokensTable tokens={tokens} />
    </>
  );
}
