import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseProcessEnv } from "@/lib/env";
import { getSecrets } from "./secrets";

describe("getSecrets", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "leadbox-secrets-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("makes them once, for the owner's eyes only", () => {
    const made = getSecrets(folder);
    expect(getSecrets(folder)).toEqual(made);
    expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(getSecrets(`${folder}/other`)).not.toEqual(made);
  });

  it("makes them so that the environment takes them", () => {
    const { nextauthSecret, credentialsKeys } = getSecrets(folder);
    const url = "postgres://a@127.0.0.1/b";
    expect(() =>
      parseProcessEnv({
        DATABASE_APP_URL: url,
        DATABASE_QUEUE_URL: url,
        NEXTAUTH_SECRET: nextauthSecret,
        CREDENTIALS_KEYS: credentialsKeys,
      }),
    ).not.toThrow();
  });

  it("adds what a later version needs and keeps the rest", () => {
    const { inngestSigningKey, ...older } = getSecrets(folder);
    writeFileSync(path.join(folder, "secrets.json"), JSON.stringify(older));
    expect(getSecrets(folder)).toMatchObject(older);
    expect(getSecrets(folder).inngestSigningKey).not.toBe(inngestSigningKey);
    expect(getSecrets(folder)).toEqual(getSecrets(folder));
  });

  it("never makes new ones in place of a damaged file", () => {
    writeFileSync(path.join(folder, "secrets.json"), '{"ownerPassw');
    expect(() => getSecrets(folder)).toThrow(/secrets\.json is damaged/);
    expect(readFileSync(path.join(folder, "secrets.json"), "utf8")).toBe('{"ownerPassw');
  });
});
