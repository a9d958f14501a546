import { describe, expect, it } from "vitest";
import { LEAD_REASONS } from "./reasons";
import {
  canChangeStatus,
  FIRST_STATUSES,
  LEAD_STATUSES,
  LEGAL_TRANSITIONS,
  type LeadStatus,
  SKIP_REASONS,
} from "./status";

const ENDED: LeadStatus[] = ["delivered", "filtered", "skipped", "duplicate", "failed"];

describe("canChangeStatus", () => {
  it.each(LEAD_STATUSES.flatMap((from) => LEAD_STATUSES.map((to) => [from, to] as const)))("%s → %s", (from, to) => {
    const targets: readonly LeadStatus[] = LEGAL_TRANSITIONS[from];
    expect(canChangeStatus(from, to)).toBe(from === to || targets.includes(to));
  });

  it("lets an ended lead go on by a replay alone", () => {
    for (const status of ENDED) {
      expect(LEGAL_TRANSITIONS[status]).toEqual(["received"]);
      expect(canChangeStatus(status, "processing")).toBe(false);
    }
  });

  it("reaches each outcome only from where it can be told", () => {
    const sources = (to: LeadStatus) => LEAD_STATUSES.filter((from) => from !== to && canChangeStatus(from, to));
    expect(sources("delivered")).toEqual(["processing"]);
    expect(sources("filtered")).toEqual(["received", "processing"]);
    expect(sources("duplicate")).toEqual(["received"]);
  });

  it("leaves a way from every status to every other", () => {
    for (const start of LEAD_STATUSES) {
      const reached = new Set<LeadStatus>([start]);
      for (const status of reached) for (const next of LEGAL_TRANSITIONS[status]) reached.add(next);
      expect([...reached].sort()).toEqual([...LEAD_STATUSES].sort());
    }
  });

  it("begins with statuses that need no work, or that wait for it", () => {
    expect(FIRST_STATUSES).toEqual(["received", "skipped", "duplicate", "failed"]);
  });

  it("has a reason with a message for every lead that is skipped", () => {
    expect(LEAD_REASONS).toEqual(expect.arrayContaining([...SKIP_REASONS]));
  });
});
