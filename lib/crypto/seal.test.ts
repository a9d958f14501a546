import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { needsRotation, openSecret, sealSecret } from "./seal";

const old = { id: "k1", key: randomBytes(32) };
const recent = { id: "k2", key: randomBytes(32) };
const owner = { accountId: "account-a", subjectId: "connection-1" };
const plaintext = '{"token":"секрет 🔑"}';

describe("sealSecret", () => {
  it("opens for its owner with the same text", () => {
    const sealed = sealSecret({ plaintext, ...owner }, [recent]);
    expect(openSecret({ ...sealed, ...owner }, [recent])).toBe(plaintext);
    expect(openSecret({ ...sealSecret({ plaintext: "", ...owner }, [recent]), ...owner }, [recent])).toBe("");
  });

  it("takes its keys from the environment by default", () => {
    const sealed = sealSecret({ plaintext, ...owner });
    expect(sealed.keyId).toBe("test");
    expect(openSecret({ ...sealed, ...owner })).toBe(plaintext);
    expect(needsRotation(sealed)).toBe(false);
  });

  it("shows nothing of the text and never seals it the same way twice", () => {
    const first = sealSecret({ plaintext, ...owner }, [recent]).sealed;
    expect(Buffer.from(first, "base64url").includes("token")).toBe(false);
    expect(sealSecret({ plaintext, ...owner }, [recent]).sealed).not.toBe(first);
  });

  it("does not open for another account or another connection", () => {
    const sealed = sealSecret({ plaintext, ...owner }, [recent]);
    expect(() => openSecret({ ...sealed, ...owner, accountId: "account-b" }, [recent])).toThrow(/does not open/);
    expect(() => openSecret({ ...sealed, ...owner, subjectId: "connection-2" }, [recent])).toThrow(/does not open/);
    // The border between the two ids cannot be moved.
    const moved = { accountId: 'account-a","connection-1', subjectId: "" };
    expect(() => openSecret({ ...sealed, ...moved }, [recent])).toThrow(/does not open/);
  });

  it("does not open when any byte was changed or cut off", () => {
    const { sealed, keyId } = sealSecret({ plaintext, ...owner }, [recent]);
    const bytes = Buffer.from(sealed, "base64url");
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      const attempt = { sealed: changed.toString("base64url"), keyId, ...owner };
      expect(() => openSecret(attempt, [recent])).toThrow(/does not open/);
    }
    expect(() => openSecret({ sealed: sealed.slice(0, 20), keyId, ...owner }, [recent])).toThrow(/cut short/);
  });

  it("opens what an older key sealed, and tells that it is due for the newest", () => {
    const sealed = sealSecret({ plaintext, ...owner }, [old]);
    const keys = [recent, old];
    expect(needsRotation(sealed, keys)).toBe(true);

    const rotated = sealSecret({ plaintext: openSecret({ ...sealed, ...owner }, keys), ...owner }, keys);
    expect(rotated.keyId).toBe("k2");
    expect(needsRotation(rotated, keys)).toBe(false);
    expect(() => openSecret({ ...sealed, ...owner }, [recent])).toThrow(/"k1".*does not hold/);
    expect(() => openSecret({ ...sealed, keyId: "k2", ...owner }, keys)).toThrow(/does not open/);
  });
});
