import type { ReactNode } from "react";
import { LanguageLinks } from "@/components/shell/language-links";
import { Logo } from "@/components/shell/logo";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-rail px-4 py-8">
      <main className="m-auto w-full max-w-[23rem]">
        <div className="mb-6 flex justify-center">
          <Logo />
        </div>
        <div className="rounded-xl border border-line bg-surface p-6 shadow-[0_1px_2px_rgb(0_0_0/0.04)]">
          {children}
        </div>
      </main>
      <footer className="pt-8">
        <LanguageLinks />
      </footer>
    </div>
  );
}
