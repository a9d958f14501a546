import { describe, expect, it } from "vitest";
import type { FirstSteps } from "@/lib/overview/queries";
import { listFirstSteps } from "./list-first-steps";

const NEW: FirstSteps = {
  hasConnection: false,
  integrationId: null,
  hasCopied: false,
  hasLead: false,
  hasPublished: false,
  isDismissed: false,
};

describe("the first steps", () => {
  it("are all ahead in a new account, and lead to the lists", () => {
    const steps = listFirstSteps(NEW);
    expect(steps.map(({ key, isDone }) => [key, isDone])).toEqual([
      ["connection", false],
      ["integration", false],
      ["address", false],
      ["lead", false],
      ["published", false],
    ]);
    expect(steps.at(-1)?.href).toBe("/integrations");
  });

  it("go on at the integration that there is, each ticked off by itself", () => {
    const steps = listFirstSteps({ ...NEW, integrationId: "i1", hasLead: true });
    expect(steps.filter(({ isDone }) => isDone).map(({ key }) => key)).toEqual(["integration", "lead"]);
    expect(steps.slice(2).map(({ href }) => href)).toEqual(Array(3).fill("/integrations/i1"));
  });
});
