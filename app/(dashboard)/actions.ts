"use server";

import { z } from "zod";
import { createAction } from "@/lib/action";
import { updateProfile } from "@/lib/auth/profile";
import { LOCALES } from "@/lib/i18n/locales";

/** Keeps the language with the user, for the next browser that they sign in with. */
export const saveLocale = createAction({
  role: "manager",
  input: z.enum(LOCALES),
  async handler(locale, member) {
    await updateProfile(member, { locale });
    return { ok: true } as const;
  },
});
