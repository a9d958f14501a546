import Link from "next/link";
import type { ReactNode } from "react";

/** A link among texts to another record of the same CRM. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="rounded-sm text-accent-text underline-offset-2 hover:underline">
      {children}
    </Link>
  );
}
