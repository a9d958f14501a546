import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPayload } from "@/e2e/fixtures/read-fixture";
import type { JsonObject, JsonValue } from "@/lib/json";
import { canonicalJson, fingerprintEvent } from "./fingerprint-event";

function hashesOf(file: string): string[] {
  return (JSON.parse(readPayload(file).toString()) as JsonObject[]).map((event) =>
    fingerprintEvent(event).toString("hex"),
  );
}

/** The same content with the names of every object in the opposite order. */
function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .reverse()
      .map((name) => [name, reversed(value[name] ?? null)]),
  );
}

describe("fingerprintEvent", () => {
  it("is 32 bytes that never change for the same content", () => {
    expect(fingerprintEvent({ b: 1, a: ["я", null] }).toString("hex")).toBe(
      "289392e49c51ba187f1c049961d0f58e9dc04da253099ae4dd6ecac0408a37d5",
    );
  });

  it("does not depend on the order of names", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const event = object as JsonObject;
        expect(fingerprintEvent(reversed(event) as JsonObject)).toEqual(fingerprintEvent(event));
      }),
    );
  });

  it("differs where the content does", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const isSame = canonicalJson(a as JsonValue) === canonicalJson(b as JsonValue);
        expect(fingerprintEvent({ a: a as JsonValue }).equals(fingerprintEvent({ a: b as JsonValue }))).toBe(isSame);
      }),
    );
    for (const [a, b] of [
      [{ a: 1 }, { a: "1" }],
      [{ a: [1, 2] }, { a: [2, 1] }],
      [{ a: null }, {}],
      [{ a: '"b":1' }, { a: "", b: 1 }],
    ] as [JsonObject, JsonObject][]) {
      expect(fingerprintEvent(a).equals(fingerprintEvent(b))).toBe(false);
    }
  });

  it("knows the repeat in a batch, and takes two runs of a flow for two events", () => {
    const [, message, repeat] = hashesOf("23_mixed_batch_with_duplicates.json");
    expect(repeat).toBe(message);
    expect(new Set(hashesOf("23_mixed_batch_with_duplicates.json")).size).toBe(6);
    expect(new Set(hashesOf("31_manual_flow_sent_twice.json")).size).toBe(2);
  });
});
