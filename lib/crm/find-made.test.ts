import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { compareIds, findMade } from "./find-made";
import { attemptOf } from "./testing/attempt-of";

const at = Date.parse("2026-11-28T10:00:00Z");
const requestId = uuidv7({ msecs: at });
const record = (id: string | number, seconds: number | null) => ({
  id,
  at: seconds === null ? null : new Date(at + seconds * 1000).toISOString(),
});

const find = (records: ReturnType<typeof record>[], takenIds: string[] = []) =>
  findMade(records, { requestId, createdAtOf: (one) => one.at, attempt: attemptOf(new Date(at), takenIds) });

describe("findMade", () => {
  it("takes the newest that is not older than the request", async () => {
    await expect(find([record(1, 2), record(2, 5), record(3, -3600)])).resolves.toMatchObject({ id: 2 });
  });

  it("of those of one second takes the one with the highest id, however long", async () => {
    const ids = ["554023000000999999", "554023000001000000", "99"];
    await expect(find(ids.map((id) => record(id, 1)))).resolves.toMatchObject({ id: "554023000001000000" });
  });

  it("passes over what another create made, and what does not tell when it was made", async () => {
    const records = [record(1, 1), record(2, 5), record(3, null)];
    await expect(find(records, ["2"])).resolves.toMatchObject({ id: 1 });
    await expect(find(records, ["1", "2"])).resolves.toBeUndefined();
  });

  it("without an attempt takes nobody for another's", async () => {
    const made = findMade([record(1, 1)], { requestId, createdAtOf: (one) => one.at, attempt: undefined });
    await expect(made).resolves.toMatchObject({ id: 1 });
  });
});

it("orders ids by what they count", () => {
  expect([{ id: 10 }, { id: 9 }, { id: "9" }, { id: 100 }].toSorted(compareIds).map(({ id }) => Number(id))).toEqual([
    9, 9, 10, 100,
  ]);
});
