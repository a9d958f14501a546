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
});

export { expect } from "@playwright/test";
