import { z } from "zod";
import type { CrmTexts } from "./types";

/**
 * A setting of CRMs whose vendors do not say where a record opens: the address of any opened record, as the browser shows it.
 * Its last number is the id.
 */
export const recordPage = z
  .string()
  .trim()
  .max(500)
  .refine((text) => toRecordUrl(text, "1") !== null)
  .optional();

/**
 * The address of another record of the same kind; null where the page is none that could be read so.
 *
 * @example
 * toRecordUrl("https://acme.crm.example/app/deals/501?tab=main", "77") // => "https://acme.crm.example/app/deals/77?tab=main"
 */
export function toRecordUrl(page: string | undefined, id: string): string | null {
  const url = page && URL.canParse(page) ? new URL(page) : null;
  if (url?.protocol !== "https:" || url.username || url.password) return null;
  // Some pages have their address after the #; others only say there which part of the page is shown.
  const parts = /^#!?\//.test(url.hash) ? (["hash", "pathname"] as const) : (["pathname", "search"] as const);
  for (const part of parts) {
    if (!LAST_NUMBER.test(url[part])) continue;
    url[part] = url[part].replace(LAST_NUMBER, encodeURIComponent(id));
    return url.href;
  }
  return null;
}

const LAST_NUMBER = /\d+(?=\D*$)/;

/** What the form says of the two settings. */
export const RECORD_PAGE_TEXTS: Record<"uk" | "en", CrmTexts["settings"]> = {
  uk: {
    contactPage: {
      label: "Адреса картки клієнта",
      help: "Не обов'язково. Відкрийте будь-якого клієнта й скопіюйте адресу з браузера: тоді з реєстру можна буде перейти до кожного.",
      invalid: "Скопіюйте адресу відкритої картки з браузера: https://… з номером у кінці.",
    },
    dealPage: {
      label: "Адреса картки угоди",
      help: "Не обов'язково. Так само: адреса будь-якої відкритої угоди.",
      invalid: "Скопіюйте адресу відкритої угоди з браузера: https://… з номером у кінці.",
    },
  },
  en: {
    contactPage: {
      label: "Address of a client's page",
      help: "Optional. Open any client and copy the address from the browser: the registry then links to every one.",
      invalid: "Copy the address of an opened client from the browser: https://… with a number at its end.",
    },
    dealPage: {
      label: "Address of a deal's page",
      help: "Optional. The same: the address of any opened deal.",
      invalid: "Copy the address of an opened deal from the browser: https://… with a number at its end.",
    },
  },
};
