import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { PROJECT_ROOT } from "@/lib/project-root";

/** A page of the product and a way to it; null where it only leads elsewhere. */
type FindPage = ((page: Page) => Promise<string>) | string | null;

/** Every page by its route, for a signed-in user with sample data. */
export const PAGES: Readonly<Record<string, FindPage>> = {
  "/": null,
  "/sign-in": "/sign-in",
  "/sign-up": "/sign-up",
  "/overview": "/overview",
  "/registry": "/registry",
  "/registry/[id]": (page) => firstLink(page, "/registry"),
  "/integrations": "/integrations",
  "/integrations/[id]": (page) => firstLink(page, "/integrations"),
  "/integrations/[id]/history": async (page) => `${await firstLink(page, "/integrations")}/history`,
  "/collections": "/collections",
  "/connections": "/connections",
  "/connections/[id]": (page) => firstLink(page, "/connections"),
  "/trial-crm": null,
  "/trial-crm/[crmId]": findTrialCrm,
  "/trial-crm/[crmId]/deals": async (page) => `${await findTrialCrm(page)}/deals`,
  "/trial-crm/[crmId]/tasks": async (page) => `${await findTrialCrm(page)}/tasks`,
  "/trial-crm/[crmId]/faults": async (page) => `${await findTrialCrm(page)}/faults`,
  "/trial-crm/[crmId]/contacts/[id]": async (page) => firstLink(page, await findTrialCrm(page)),
  "/trial-crm/[crmId]/deals/[id]": async (page) => firstLink(page, `${await findTrialCrm(page)}/deals`),
  "/trial-crm/[crmId]/tasks/[id]": async (page) => firstLink(page, `${await findTrialCrm(page)}/tasks`),
  "/settings": "/settings",
  "/settings/api": "/settings/api",
  "/docs/api": "/docs/api",
};

/** Pages that are seen without signing in. */
export const OPEN_PAGES: readonly string[] = ["/sign-in", "/sign-up", "/docs/api"];

/** The routes of all pages that the product has. */
export function listRoutes(): string[] {
  const root = path.join(PROJECT_ROOT, "app");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) =>
      path
        .dirname(file)
        .split(path.sep)
        .filter((part) => part !== "." && !/^\(.*\)$/.test(part)),
    )
    .map((parts) => `/${parts.join("/")}`)
    .sort();
}

/** Addresses of the pages by route, those apart that only lead elsewhere. */
export async function findAddresses(page: Page): Promise<Map<string, string>> {
  const addresses = new Map<string, string>();
  for (const [route, find] of Object.entries(PAGES)) {
    if (find !== null) addresses.set(route, typeof find === "string" ? find : await find(page));
  }
  return addresses;
}

async function findTrialCrm(page: Page): Promise<string> {
  await page.goto("/trial-crm");
  await page.waitForURL(/\/trial-crm\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** Where the first row of a table leads to; samples may still be on their way to it. */
async function firstLink(page: Page, list: string): Promise<string> {
  const link = page.locator("tbody tr a").first();
  const countAfresh = async () => {
    await page.goto(list);
    return link.count();
  };
  await expect.poll(countAfresh, { timeout: 20_000 }).toBeGreaterThan(0);
  const href = await link.getAttribute("href");
  if (!href) throw new Error(`Nothing in ${list} leads to a page.`);
  return href;
}
