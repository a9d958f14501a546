import { describe, expect, it } from "vitest";
import { findCredentialsEnd } from "./find-credentials-end";

const now = new Date("2026-11-28T10:00:00.000Z");

describe("findCredentialsEnd", () => {
  it.each([
    ["2026-12-12T09:00:00.000Z", { at: new Date("2026-12-12T09:00:00.000Z"), isOver: false }],
    ["2026-12-13T00:00:00.000Z", null],
    ["2026-11-28T09:59:59.000Z", { at: new Date("2026-11-28T09:59:59.000Z"), isOver: true }],
    [null, null],
    [undefined, null],
    ["sometime", null],
  ])("%s", (credentialsEndAt, end) => {
    expect(findCredentialsEnd({ credentialsEndAt }, now)).toEqual(end);
  });
});
