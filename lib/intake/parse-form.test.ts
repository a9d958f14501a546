import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMalformed } from "@/e2e/fixtures/read-fixture";
import { parseForm } from "./parse-form";

describe("parseForm", () => {
  it("reads PHP's brackets into an event", () => {
    expect(parseForm(readMalformed("14_form_urlencoded.txt").toString())).toEqual({
      ok: true,
      isMended: false,
      value: {
        service: "telegram",
        title: "lead",
        contact: { id: "6a5d26249e00ea3c7e420ed6", name: "Оля", variables: { phone: "+380670000514" } },
      },
    });
  });

  it.each<[string, unknown]>([
    ["a=1&a=2", { a: "2" }],
    ["a=x+y%20z", { a: "x y z" }],
    ["a=%D0%9E%D0", { a: "О\uFFFD" }],
    ["tags[]=a&tags[]=b", { tags: ["a", "b"] }],
    ["tags[0]=a&tags[1]=b", { tags: ["a", "b"] }],
    ["tags[1]=a", { tags: { "1": "a" } }],
    ["a[b][]=1&a[b][]=2&a[c]=3", { a: { b: ["1", "2"], c: "3" } }],
    ["a[][x]=1&a[][x]=2", { a: [{ x: "1" }, { x: "2" }] }],
    ["a=1&a[b]=2", { a: { b: "2" } }],
    ["a[b]=2&a=1", { a: "1" }],
    ["a[b=1", { "a[b": "1" }],
    ["[b]=1", { "[b]": "1" }],
    ["0[service]=viber&1[service]=telegram", [{ service: "viber" }, { service: "telegram" }]],
    ["a%00b=1%00", { ab: "1" }],
  ])("%s", (text, value) => {
    expect(parseForm(text)).toMatchObject({ ok: true, value });
  });

  it("keeps names of the prototype as plain own names", () => {
    const form = parseForm("__proto__[polluted]=yes&constructor[prototype][polluted]=yes&a=1");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(form.ok && Object.keys(form.value as object)).toEqual(["__proto__", "constructor", "a"]);
  });

  it("refuses depth and numbers of names beyond the limits", () => {
    expect(parseForm(`a${"[b]".repeat(64)}=1`)).toEqual({ ok: false, code: "too_deep" });
    expect(parseForm(`a${"[b]".repeat(63)}=1`).ok).toBe(true);
    expect(parseForm("a=1&".repeat(100_001))).toEqual({ ok: false, code: "too_many_keys" });
  });

  it("never throws", () => {
    const piece = fc.constantFrom("a", "[", "]", "=", "&", "%", "0", "__proto__", "%00", "+", "я");
    fc.assert(fc.property(fc.array(piece), (pieces) => parseForm(pieces.join("")).ok));
  });
});
