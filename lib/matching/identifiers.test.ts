import { describe, expect, it } from "vitest";
import { identifiersOf, personKeys } from "./identifiers";

describe("identifiersOf", () => {
  it.each([
    [{ phone: "+380671234567", email: "a@example.com" }, ["phone", "email"]],
    [{ phone: "+380671234567", email: null }, ["phone"]],
    [{ phone: null, email: "a@example.com" }, ["email"]],
    [{ phone: null, email: null }, []],
    [{ phone: "", email: "" }, []],
  ])("%j gives %j, phone first", (found, kinds) => {
    expect(identifiersOf(found).map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe("personKeys", () => {
  it("names the connection and each identifier, so that leads of two connections never wait for each other", () => {
    const identifiers = identifiersOf({ phone: "+380671234567", email: "a@example.com" });
    expect(personKeys("c1", identifiers)).toEqual(["c1:phone:+380671234567", "c1:email:a@example.com"]);
    expect(personKeys("c2", identifiers)).not.toEqual(personKeys("c1", identifiers));
  });
});
