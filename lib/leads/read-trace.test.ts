import { describe, expect, it } from "vitest";
import { readTrace } from "./read-trace";

const step = (stage: string, output: unknown, input: unknown = null) => ({ stage, input, output });

describe("readTrace", () => {
  it("has nothing to say of a lead without steps", () => {
    expect(readTrace([])).toEqual({
      values: null,
      phones: {},
      email: null,
      filter: null,
      identifiers: null,
      match: null,
      decision: null,
      assignment: null,
    });
  });

  it("reads the last try of a stage that was tried again", () => {
    const empty = { contactId: null, dealId: null, candidates: [], deals: [], conflict: null, goneContactIds: [] };
    const trace = readTrace([
      step("match", null),
      step("match", { ...empty, contactId: "1" }),
      step("match", { ...empty, contactId: "2" }),
      step("match", null),
    ]);
    expect(trace.match?.contactId).toBe("2");
  });

  it("tells a filter that was passed from one that was not", () => {
    const failed = { condition: { field: "phone", operator: "is_valid_phone", values: [] }, actual: null };
    expect(readTrace([step("filter", { passes: true })]).filter).toEqual({ passes: true });
    expect(readTrace([step("filter", { failed: { ...failed, groupIndex: 0, conditionIndex: 0 } })]).filter).toEqual({
      passes: false,
      failed,
    });
  });

  it("keeps the decision when the rules that it was made by are not known", () => {
    const decision = { plan: "update_deal", writes: ["update_deal"], changes: [] };
    expect(readTrace([step("decide", decision, { rules: "?" })]).decision).toEqual({ ...decision, rules: null });
  });

  it.each([[undefined], [null], [7], ["text"], [[]], [{ values: 3, issues: 4, plan: 5, candidates: 6 }]])(
    "takes a step of another shape for none: %j",
    (output) => {
      const steps = ["map", "standardise", "filter", "identify", "match", "decide", "assign"].map((stage) =>
        step(stage, output, output),
      );
      expect(() => readTrace(steps)).not.toThrow();
    },
  );
});
