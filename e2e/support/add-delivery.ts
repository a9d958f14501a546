import type { Page } from "@playwright/test";
import { addIntegration, addTrialConnection } from "./trial-account";

/** Connects «Пробна CRM» and adds an integration that delivers to it with the usual fields. Gives its webhook address. */
export async function addDelivery(page: Page, name: string): Promise<string> {
  await addTrialConnection(page);
  return addIntegration(page, { name });
}
