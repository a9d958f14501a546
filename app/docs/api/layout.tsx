import Link from "next/link";
import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { LanguageLinks } from "@/components/shell/language-links";
import { Logo } from "@/components/shell/logo";

export default async function ReferenceLayout({ children }: { children: ReactNode }) {
  const { common, shell, apiAccess } = await getMessages();
  const messages = { common, shell, apiAccess: { reference: apiAccess.reference } };
  return (
    <NextIntlClientProvider messages={messages}>
      <header className="border-line border-b bg-rail">
        <div className="mx-auto flex max-w-[76rem] items-center justify-between gap-4 px-4 py-2.5 sm:px-6">
          <Link href="/" className="rounded-md">
            <Logo />
          </Link>
          <LanguageLinks />
        </div>
      </header>
      <main className="mx-auto max-w-[76rem] px-4 pt-6 pb-20 sm:px-6">{children}</main>
    </NextIntlClientProvider>
  );
}
