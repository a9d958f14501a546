import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { findMember } from "@/lib/auth/find-member";
import { SignUpForm } from "./_components/sign-up-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signUp.title") };
}

export default async function SignUpPage() {
  if (await findMember()) return redirect("/");

  const t = await getTranslations("auth");
  return (
    <>
      <h1 className="font-semibold text-lg">{t("signUp.title")}</h1>
      <p className="mt-1 mb-5 text-muted">{t("signUp.text")}</p>
      <SignUpForm />
      <p className="mt-5 text-center text-muted">
        {t.rich("signUp.hasAccount", {
          link: (chunks) => (
            <Link href="/sign-in" className="font-medium text-accent-text underline underline-offset-2">
              {chunks}
            </Link>
          ),
        })}
      </p>
    </>
  );
}
