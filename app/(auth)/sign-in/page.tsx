import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { findMember } from "@/lib/auth/find-member";
import { toReturnPath } from "@/lib/auth/return-path";
import { SignInForm } from "./_components/sign-in-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signIn.title") };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = toReturnPath((await searchParams).next);
  if (await findMember()) return redirect(next);

  const t = await getTranslations("auth");
  return (
    <>
      <h1 className="mb-5 font-semibold text-lg">{t("signIn.title")}</h1>
      <SignInForm next={next} />
      <p className="mt-5 text-center text-muted">
        {t.rich("signIn.noAccount", {
          link: (chunks) => (
            <Link href="/sign-up" className="font-medium text-accent-text underline underline-offset-2">
              {chunks}
            </Link>
          ),
        })}
      </p>
    </>
  );
}
