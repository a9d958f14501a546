import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { findTimeZone } from "@/lib/auth/find-time-zone";
import { formats } from "./formats";
import { LOCALE_COOKIE, toLocale } from "./locales";
import { messages } from "./messages";

/** The language comes from the browser's cookie, the time zone from the account that is signed in. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = toLocale(asked ?? (await cookies()).get(LOCALE_COOKIE)?.value);
  return { locale, messages: messages[locale], formats, timeZone: await findTimeZone() };
});
