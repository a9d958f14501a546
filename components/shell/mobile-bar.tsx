"use client";

import { Menu } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button";
import { Drawer } from "../ui/dialog";
import { Logo } from "./logo";
import { NavLinks } from "./nav-links";

/** The rail of a narrow screen: a bar, and a drawer with the sections and the account. */
export function MobileBar({ accountMenu }: { accountMenu: ReactNode }) {
  const t = useTranslations("shell");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-line border-b bg-rail px-2 lg:hidden">
      <Drawer
        side="start"
        title={t("navigation")}
        isTitleHidden
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        trigger={<Button variant="ghost" size="icon" aria-label={t("openNavigation")} icon={<Menu aria-hidden />} />}
      >
        <div className="px-2 pt-1 pb-5">
          <Logo />
        </div>
        <div className="flex-1">
          <NavLinks onFollow={() => setIsOpen(false)} />
        </div>
        {accountMenu}
      </Drawer>
      <Logo />
    </header>
  );
}
