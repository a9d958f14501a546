import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { phoneSettingsSchema } from "./schema";
import { standardisePhone } from "./standardise-phone";

const phone = z.string().nullable();
const formatsSchema = z.array(
  z.object({
    in: z.string(),
    out: z.union([
      phone,
      z.object({
        phone: z.string().optional(),
        other: z.array(z.string()).optional(),
        any_of: z.array(phone).optional(),
        never: z.array(z.string()).optional(),
      }),
    ]),
  }),
);

const FILE = path.join(import.meta.dirname, "../../e2e/fixtures/payloads/expected.json");
const formats = formatsSchema.parse(JSON.parse(readFileSync(FILE, "utf8"))["16_ua_phone_formats.json"]);

describe("phones as people in Ukraine type them into a chat", () => {
  it("are thirty", () => {
    expect(formats).toHaveLength(30);
  });

  it.each(formats)("$in", ({ in: typed, out }) => {
    const result = standardisePhone(typed, phoneSettingsSchema.parse({}));
    const read = result.ok ? result.phone : null;
    if (typeof out === "string" || out === null) return expect(read).toBe(out);

    expect(out.any_of ?? [out.phone]).toContain(read);
    expect(out.never ?? []).not.toContain(read);
    expect(result.ok ? result.others : []).toEqual(out.other ?? []);
  });
});
