import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_TIME_ZONE, formatDate, parseDate, toDayText, toMoment } from "./date";

function iso(value: string | number, timeZone = DEFAULT_TIME_ZONE): string | null {
  const date = parseDate(value, timeZone);
  return date && formatDate(date, null, "UTC");
}

describe("parseDate", () => {
  it.each<[string | number, string | null]>([
    [1795000011, "2026-11-18T11:06:51.000Z"],
    [1795000011000, "2026-11-18T11:06:51.000Z"],
    ["1795000011", "2026-11-18T11:06:51.000Z"],
    ["1795000011000", "2026-11-18T11:06:51.000Z"],
    ["2026-12-01", "2026-12-01"],
    ["2026.12.01", "2026-12-01"],
    ["2026/12/1", "2026-12-01"],
    ["20261201", "2026-12-01"],
    ["01.12.2026", "2026-12-01"],
    ["1/12/2026", "2026-12-01"],
    ["01-12-2026", "2026-12-01"],
    ["1 грудня 2026", "2026-12-01"],
    ["1 грудня 2026 р.", "2026-12-01"],
    ["31 Січня 2026 року", "2026-01-31"],
    ["5 May 2026", "2026-05-05"],
    [" 01.12.2026 ", "2026-12-01"],
    ["01.12.2026 10:30", "2026-12-01T08:30:00.000Z"],
    ["01.12.2026, 10:30:15", "2026-12-01T08:30:15.000Z"],
    ["1 липня 2026 о 10:30", "2026-07-01T07:30:00.000Z"],
    ["2026-12-01 10:30", "2026-12-01T08:30:00.000Z"],
    ["2026-12-01T10:30:00", "2026-12-01T08:30:00.000Z"],
    ["2026-12-01T10:30:00Z", "2026-12-01T10:30:00.000Z"],
    ["2026-12-01T10:30:00.123Z", "2026-12-01T10:30:00.123Z"],
    ["2026-12-01T10:30:00+02:00", "2026-12-01T08:30:00.000Z"],
    ["2026-12-01T10:30:00-0330", "2026-12-01T14:00:00.000Z"],
    ["2026-12-01T10:30:00+02", "2026-12-01T08:30:00.000Z"],
    ["29.02.2024", "2024-02-29"],
    ["29.02.2026", null],
    ["31.04.2026", null],
    ["00.01.2026", null],
    ["12/31/2026", null],
    ["20261301", null],
    ["1.12.26", null],
    ["10:30", null],
    ["01.12.2026 25:00", null],
    ["01.12.2026 опівдні", null],
    ["1 щось 2026", null],
    ["вчора", null],
    ["", null],
    ["8", null],
    ["0670000101", null],
    [8, null],
    [-1, null],
    [1e18, null],
    [Number.NaN, null],
  ])("%j is %s", (value, expected) => {
    expect(iso(value)).toBe(expected);
  });

  it("reads local times on both sides of the change of clocks", () => {
    expect(iso("29.03.2026 02:59")).toBe("2026-03-29T00:59:00.000Z");
    expect(iso("29.03.2026 04:00")).toBe("2026-03-29T01:00:00.000Z");
    expect(iso("25.10.2026 02:59")).toBe("2026-10-24T23:59:00.000Z");
    expect(iso("25.10.2026 04:00")).toBe("2026-10-25T02:00:00.000Z");
    expect(iso("01.12.2026 10:30", "America/New_York")).toBe("2026-12-01T15:30:00.000Z");
  });

  it("never throws", () => {
    const piece = fc.constantFrom("0", "1", "12", "2026", ".", "-", "/", " ", ":", "T", "Z", "+02", "грудня", "р.");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => pieces.join("")),
          fc.string(),
        ),
        (text) => {
          expect(() => iso(text)).not.toThrow();
        },
      ),
    );
  });

  it("reads back every moment and every day that formatDate wrote", () => {
    const moment = fc.integer({ min: Date.UTC(1970, 3), max: Date.UTC(2200, 0) });
    const zone = fc.constantFrom("UTC", "Europe/Kyiv", "Asia/Tokyo", "America/New_York", "Asia/Kathmandu");
    fc.assert(
      fc.property(moment, zone, (milliseconds, timeZone) => {
        const at = Math.floor(milliseconds / 1000) * 1000;
        expect(parseDate(formatDate({ kind: "moment", at }, null, timeZone), "UTC")).toEqual({ kind: "moment", at });
        const day = parseDate(toDayText({ kind: "moment", at }, timeZone), timeZone);
        expect(day?.kind).toBe("day");
        expect(day && at - toMoment(day, timeZone)).toBeGreaterThanOrEqual(0);
        expect(day && at - toMoment(day, timeZone)).toBeLessThan(25 * 3_600_000);
      }),
    );
  });
});
