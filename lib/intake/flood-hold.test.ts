import { describe, expect, it } from "vitest";
import { createFloodHold } from "./flood-hold";

const posts = (name: string, count: number) => Array.from({ length: count }, () => ({ hookHash: Buffer.from(name) }));

function startHold() {
  const clock = { at: 1_000_000 };
  const flood = createFloodHold({ now: () => clock.at });
  return { clock, holds: (...requests: { hookHash: Buffer }[]) => new Set(flood.holdsOf(requests)) };
}

describe("a flood's deliveries", () => {
  it("do not wait while the posts to an address come one by one", () => {
    const { holds } = startHold();
    expect(holds(...posts("a", 7))).toEqual(new Set([null]));
  });

  it("wait until one moment for all that come to the address meanwhile", () => {
    const { clock, holds } = startHold();
    expect(holds(...posts("a", 8))).toEqual(new Set([1_500]));
    clock.at += 600;
    expect(holds(...posts("a", 1))).toEqual(new Set([900]));
    clock.at += 900;
    expect(holds(...posts("a", 1))).toEqual(new Set([null]));
    expect(holds(...posts("a", 50))).toEqual(new Set([1_500]));
  });

  it("hold up no other address in the same group", () => {
    const { holds } = startHold();
    expect(createFloodHold().holdsOf([...posts("a", 8), ...posts("b", 7)])).toEqual([
      ...Array(8).fill(1_500),
      ...Array(7).fill(null),
    ]);
    expect(holds(...posts("b", 1))).toEqual(new Set([null]));
  });

  it("never end before those of an earlier group", () => {
    const { clock, holds } = startHold();
    let last = 0;
    for (let group = 0; group < 200; group++) {
      const [hold] = holds(...posts("a", 1 + ((group * 7) % 20)));
      const due = clock.at + (hold ?? 0);
      expect(due).toBeGreaterThanOrEqual(last);
      last = due;
      clock.at += (group * 37) % 400;
    }
  });
});
