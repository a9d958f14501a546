import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { ClockProvider } from "@/components/ui/clock";
import { Toaster } from "@/components/ui/toast";
import { NONCE_HEADER } from "@/lib/security-headers";
import { THEME_COOKIE, toTheme } from "@/lib/theme";
import { fontClasses } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { template: "%s · LeadBox", default: "LeadBox" },
  robots: { index: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = toTheme((await cookies()).get(THEME_COOKIE)?.value);
  const nonce = (await headers()).get(NONCE_HEADER) ?? undefined;
  return (
    <html lang={await getLocale()} className={fontClasses} {...(theme !== "system" && { "data-theme": theme })}>
      <body>
        <script
          nonce={nonce}
          // Dialogs put a style sheet into the page to hold it still; this is where they look for the nonce that allows it.
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant.
          dangerouslySetInnerHTML={{ __html: "window.__webpack_nonce__=document.currentScript.nonce" }}
          suppressHydrationWarning
        />
        <NextIntlClientProvider messages={await getPublicMessages()}>
          <ClockProvider renderedAt={Date.now()}>
            {children}
            <Toaster />
          </ClockProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}

/** What pages need before somebody is signed in; the rest comes with the signed-in pages. */
async function getPublicMessages() {
  const { auth, common, errors, shell, validation } = await getMessages();
  return { auth, common, errors, shell, validation };
}
