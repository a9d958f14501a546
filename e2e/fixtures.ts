import { test as base } from "@playwright/test";
import { type AccountData, openAccountData } from "./support/account-data";
import { type Demo, readDemo, readStack, type Stack } from "./support/stack";

type TestFixtures = {
  demo: Demo;
  /** Opens what the account of a trial CRM holds, until the end of the test. */
  openData: (trialCrmId: string) => Promise<AccountData>;
};

/** Every journey gets the running product; pages and requests begin at its address. */
export const test = base.extend<TestFixtures, { stack: Stack }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures this one needs.
    async ({}, use) => use(readStack()),
    { scope: "worker" },
  ],
  demo: async ({ stack }, use) => use(readDemo(stack)),
  openData: async ({ stack }, use) => {
    const opened: AccountData[] = [];
    await use(async (trialCrmId) => {
      const data = await openAccountData(stack, trialCrmId);
      opened.push(data);
      return data;
    });
    for (const data of opened) await data.close();
  },
  baseURL: async ({ stack }, use) => use(stack.baseURL),
  // Visitors are slowed down by their address, and journeys of one run are as many visitors.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures this one needs.
  extraHTTPHeaders: async ({}, use) => use({ "x-forwarded-for": createAddress() }),
});

/** An address from the range for documentation (RFC 3849). */
function createAddress(): string {
  const parts = Array.from({ length: 4 }, () => Math.floor(Math.random() * 0x10000).toString(16));
  return `2001:db8:${parts.join(":")}::1`;
}

export { expect } from "@playwright/test";
