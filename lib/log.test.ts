import postgres from "postgres";
import { describe, expect, it } from "vitest";
import { describeError } from "./log";

describe("describeError", () => {
  it("keeps the database's words to itself, since they quote what was stored", () => {
    const words = { message: 'invalid input: "+380671234567"', detail: "Key (phone)=(+380671234567)", code: "22P02" };
    const cause = Object.assign(Object.create(postgres.PostgresError.prototype), new Error(), words, {
      name: "PostgresError",
    });
    const described = describeError(new Error("The lead was not stored", { cause }));
    expect(described).toMatchObject({
      message: "The lead was not stored",
      cause: { type: "PostgresError", code: "22P02" },
    });
    expect(JSON.stringify(described)).not.toContain("380671234567");
  });

  it("gives name, code and stack of other errors", () => {
    const error = Object.assign(new TypeError("wrong"), { code: "E_WRONG" });
    expect(describeError(error)).toMatchObject({ type: "TypeError", message: "wrong", code: "E_WRONG" });
    expect(describeError("text")).toEqual({ type: "string" });
  });
});
