import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { refuseTooEarly } from "./refuse-too-early";
import { attemptOf } from "./testing/attempt-of";

const sentAt = new Date("2026-11-28T10:00:00Z");
const refuse = () => refuseTooEarly({ provider: "hubspot", attempt: attemptOf(sentAt), lagSeconds: 60 });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("asks to come back when the search shows what was sent", () => {
  vi.setSystemTime("2026-11-28T10:00:19.500Z");
  expect(refuse).toThrow(
    expect.objectContaining({ kind: "retry", code: "too_early", retryAfterSeconds: 41, isOutcomeUnknown: false }),
  );
});

it("believes the search from then on", () => {
  vi.setSystemTime("2026-11-28T10:01:00Z");
  expect(refuse).not.toThrow();
});

it("believes it at once where it is not known when the create was sent", () => {
  expect(() => refuseTooEarly({ provider: "hubspot", attempt: undefined, lagSeconds: 60 })).not.toThrow();
});
