import { describe, expect, it } from "vitest";
import { listActiveFaults } from "./active-faults";
import { type FaultForm, faultFormSchema, toFaultForm } from "./fault-form";
import type { TrialFaults } from "./schema";

const BLANK = toFaultForm({});

describe("faultFormSchema", () => {
  const cases: [string, Partial<FaultForm>, TrialFaults][] = [
    ["nothing typed means no fault", {}, {}],
    [
      "seconds, also with a comma",
      { delaySeconds: "1,5", searchLagSeconds: "30" },
      { delayMs: 1500, searchLagMs: 30_000 },
    ],
    ["zero is none", { delaySeconds: "0", searchLagSeconds: "0", loseNextCalls: "0" }, {}],
    ["every call", { status: "500" }, { failure: { status: 500, on: "all" } }],
    [
      "the next few calls, with a time to wait",
      { status: "429", on: "writes", amount: "next", nextCalls: "3", retryAfterSeconds: "20" },
      { failure: { status: 429, on: "writes", nextCalls: 3, retryAfterSeconds: 20 } },
    ],
    [
      "a share of the calls; other statuses have no time to wait",
      { status: "422", on: "create_deal", amount: "share", sharePercent: "25", retryAfterSeconds: "20" },
      { failure: { status: 422, on: "create_deal", share: 0.25 } },
    ],
    ["what belongs to a failure that is not chosen is left out", { amount: "next", nextCalls: "3" }, {}],
    [
      "lost answers and repeats",
      { loseNextCalls: "2", loseOn: "create_contact", allowsRepeats: true },
      { loseAnswers: { nextCalls: 2, on: "create_contact" }, allowsRepeats: true },
    ],
  ];
  it.each(cases)("%s", (_name, typed, faults) => {
    expect(faultFormSchema.parse({ ...BLANK, ...typed })).toEqual(faults);
  });

  it.each(cases)("shows what it has stored: %s", (_name, _typed, faults) => {
    expect(faultFormSchema.parse(toFaultForm(faults))).toEqual(faults);
  });

  it.each<[string, Partial<FaultForm>]>([
    ["delaySeconds", { delaySeconds: "121" }],
    ["delaySeconds", { delaySeconds: "soon" }],
    ["nextCalls", { status: "500", amount: "next" }],
    ["nextCalls", { status: "500", amount: "next", nextCalls: "1.5" }],
    ["sharePercent", { status: "500", amount: "share" }],
    ["loseNextCalls", { loseNextCalls: "-1" }],
  ])("names the field that is wrong: %s %j", (field, typed) => {
    const parsed = faultFormSchema.safeParse({ ...BLANK, ...typed });
    expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  });
});

describe("listActiveFaults", () => {
  it("leaves out what is used up", () => {
    expect(
      listActiveFaults({
        delayMs: 0,
        failure: { status: 500, nextCalls: 0 },
        loseAnswers: { nextCalls: 0 },
        allowsRepeats: false,
      }),
    ).toEqual([]);
    expect(listActiveFaults({ delayMs: 1, failure: { status: 500 }, loseAnswers: { nextCalls: 1 } })).toEqual([
      "delayMs",
      "failure",
      "loseAnswers",
    ]);
  });
});
