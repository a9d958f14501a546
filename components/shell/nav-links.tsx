"use client";

import { Cable, FlaskConical, House, type LucideIcon, Plug, ScrollText, Settings, Users } from "lucide-react";
import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cx } from "../ui/cx";
import { Spinner } from "../ui/spinner";

const SECTIONS = [
  { key: "overview", href: "/overview", Icon: House },
  { key: "registry", href: "/registry", Icon: ScrollText },
  { key: "integrations", href: "/integrations", Icon: Plug },
  { key: "collections", href: "/collections", Icon: Users },
  { key: "connections", href: "/connections", Icon: Cable },
  { key: "trialCrm", href: "/trial-crm", Icon: FlaskConical },
  { key: "settings", href: "/settings", Icon: Settings },
] as const satisfies readonly { key: string; href: string; Icon: LucideIcon }[];

/** The sections of the product, the present one marked. */
export function NavLinks({ onFollow }: { onFollow?: () => void }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  return (
    <nav aria-label={t("navigation")}>
      <ul className="flex flex-col gap-0.5">
        {SECTIONS.map(({ key, href, Icon }) => {
          const isHere = pathname === href || pathname.startsWith(`${href}/`);
          return (
            <li key={key}>
              <Link
                href={href}
                onClick={onFollow}
                aria-current={isHere ? (pathname === href ? "page" : "true") : undefined}
                className={cx(
                  "flex h-8 items-center gap-2.5 rounded-md px-2 font-medium transition-colors duration-100 max-lg:h-10",
                  isHere ? "bg-pressed text-text" : "text-muted hover:bg-hover hover:text-text",
                )}
              >
                <Icon aria-hidden className={cx("size-4 shrink-0", isHere && "text-accent-text")} />
                {t(key)}
                <PendingMark />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Shows that the section is on its way, when that takes longer than an eye notices. */
function PendingMark() {
  const { pending } = useLinkStatus();
  return pending ? (
    <span className="ms-auto animate-late text-faint">
      <Spinner />
    </span>
  ) : null;
}
