import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "./logo";
import { MobileBar } from "./mobile-bar";
import { NavLinks } from "./nav-links";

/** The frame of every signed-in page: a rail at the side, a bar with a drawer on a phone, and the page's own content. */
export function Shell({ accountMenu, children }: { accountMenu: ReactNode; children: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed start-2 top-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col gap-5 border-line border-e bg-rail px-3 py-4 lg:flex">
        <div className="px-2">
          <Logo />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">
          <NavLinks />
        </div>
        {accountMenu}
      </aside>
      <MobileBar accountMenu={accountMenu} />
      <main id="content" tabIndex={-1} className="min-w-0 px-4 pt-5 pb-16 focus:outline-none sm:px-6 lg:px-8 lg:pt-7">
        <div className="mx-auto max-w-[76rem]">{children}</div>
      </main>
    </div>
  );
}
