import { z } from "zod";
import { LOCALES } from "@/lib/i18n/locales";
import { emailSchema } from "./email";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "./password-rules";

const nameSchema = z.string().trim().min(1).max(120);

/** A password as it was typed: its characters are never changed. */
const typedPasswordSchema = z.string().min(1).max(PASSWORD_LENGTH_MAX);
const newPasswordSchema = z.string().min(PASSWORD_LENGTH_MIN).max(PASSWORD_LENGTH_MAX);

export const signInSchema = z.object({ email: emailSchema, password: typedPasswordSchema });
export type SignInValues = z.infer<typeof signInSchema>;

export const signUpSchema = z.object({ name: nameSchema, email: emailSchema, password: newPasswordSchema });
export type SignUpValues = z.infer<typeof signUpSchema>;

export const changePasswordSchema = z.object({ current: typedPasswordSchema, next: newPasswordSchema });
export type ChangePasswordValues = z.infer<typeof changePasswordSchema>;

export const profileSchema = z.object({ name: nameSchema, locale: z.enum(LOCALES) });
