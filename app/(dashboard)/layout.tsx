import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { AccountMenu } from "@/components/shell/account-menu";
import { Shell } from "@/components/shell/shell";
import { requireMember } from "@/lib/auth/require-member";
import { THEME_COOKIE, toTheme } from "@/lib/theme";
import { saveLocale } from "./actions";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const member = await requireMember();
  const theme = toTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <NextIntlClientProvider>
      <Shell
        accountMenu={
          <AccountMenu name={member.name} accountName={member.accountName} theme={theme} saveLocale={saveLocale} />
        }
      >
        {children}
      </Shell>
    </NextIntlClientProvider>
  );
}
