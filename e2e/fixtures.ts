import { test as base } from "@playwright/test";
import { type Demo, readDemo, readStack, type Stack } from "./support/stack";

/** Every journey gets the running product; pages and requests begin at its address. */
export const test = base.extend<{ demo: Demo }, { stack: Stack }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures this one needs.
    async ({}, use) => use(readStack()),
    { scope: "worker" },
  ],
  demo: async ({ stack }, use) => use(readDemo(stack)),
  baseURL: async ({ stack }, use) => use(stack.baseURL),
});

export { expect } from "@playwright/test";
