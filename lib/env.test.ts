import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type EnvSource, listEnvVariables, parseOperatorEnv, parseProcessEnv } from "./env";
import { PROJECT_ROOT } from "./project-root";

const REQUIRED = {
  DATABASE_APP_URL: "postgres://leadbox_app:x@127.0.0.1:5432/leadbox",
  DATABASE_QUEUE_URL: "postgres://leadbox_queue:x@127.0.0.1:5432/leadbox",
  NEXTAUTH_SECRET: "0123456789abcdef0123456789abcdef",
  CREDENTIALS_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
};

describe("the environment", () => {
  it("has a default for whatever may be left out", () => {
    expect(parseProcessEnv(REQUIRED)).toMatchObject({
      HOST: "127.0.0.1",
      PORT: 3000,
      APP_URL: "http://127.0.0.1:3000",
      INNGEST_MODE: "embedded",
      CRM_PRIVATE_HOSTS: [],
      TRUST_PROXY: false,
      LOG_LEVEL: "info",
      RETRY_SCALE: 1,
    });
  });

  it("takes an empty variable for one that is not set", () => {
    const emptied = Object.fromEntries(listEnvVariables().map((name) => [name, ""]));
    expect(parseOperatorEnv(emptied)).toEqual(parseOperatorEnv({}));
  });

  it("names everything that is missing at once", () => {
    expect(() => parseProcessEnv({})).toThrow(
      /DATABASE_APP_URL is missing.*DATABASE_QUEUE_URL is missing.*NEXTAUTH_SECRET is missing.*CREDENTIALS_KEYS is missing/s,
    );
  });

  it.each<[EnvSource, RegExp]>([
    [{ PORT: "80a" }, /PORT must be a whole number from 1 to 65535/],
    [{ PORT: "0" }, /PORT must be a whole number/],
    [{ PORT: "65536" }, /PORT must be a whole number/],
    [{ DATABASE_URL: "mysql://a@b/c" }, /DATABASE_URL must be an address like postgres:\/\//],
    [{ DATABASE_URL: "leadbox" }, /DATABASE_URL must be an address/],
    [{ APP_URL: "leads.example.com" }, /APP_URL must be an address like https:\/\//],
    [{ APP_URL: "ftp://leads.example.com" }, /APP_URL must be an address/],
    [{ TRUST_PROXY: "yes" }, /TRUST_PROXY must be 1 or 0/],
    [{ LOG_LEVEL: "loud" }, /LOG_LEVEL must be one of/],
    [{ RETRY_SCALE: "0" }, /RETRY_SCALE must be a number above 0/],
    [{ RETRY_SCALE: "fast" }, /RETRY_SCALE must be a number above 0/],
    [{ WORKER_CONCURRENCY: "-1" }, /WORKER_CONCURRENCY must be a whole number/],
    [{ CRM_PRIVATE_HOSTS: "crm.local" }, /CRM_PRIVATE_HOSTS .*"crm.local" is not host:port/],
    [{ NEXTAUTH_SECRET: "short" }, /NEXTAUTH_SECRET must have at least 32 characters/],
    [{ CREDENTIALS_KEYS: "k1:short" }, /CREDENTIALS_KEYS must be a list/],
    [
      { CREDENTIALS_KEYS: `${REQUIRED.CREDENTIALS_KEYS},${REQUIRED.CREDENTIALS_KEYS}` },
      /CREDENTIALS_KEYS .*a name of its own/,
    ],
  ])("refuses %j and says what to do", (bad, words) => {
    expect(() => parseProcessEnv({ ...REQUIRED, ...bad })).toThrow(words);
  });

  it("never repeats a secret in an error", () => {
    expect(() => parseProcessEnv({ ...REQUIRED, CREDENTIALS_KEYS: "k1:hush", NEXTAUTH_SECRET: "hush" })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("hush") }),
    );
  });

  it("reads the keys of credentials in their order", () => {
    const two = `new:${Buffer.alloc(32, 2).toString("base64url")}, old:${Buffer.alloc(32, 1).toString("base64")}`;
    expect(parseProcessEnv({ ...REQUIRED, CREDENTIALS_KEYS: two }).CREDENTIALS_KEYS).toEqual([
      { id: "new", key: new Uint8Array(32).fill(2) },
      { id: "old", key: new Uint8Array(32).fill(1) },
    ]);
  });

  it.each([
    [{ INNGEST_DEV: "1" }, "server"],
    [{ INNGEST_DEV: "http://127.0.0.1:8288" }, "server"],
    [{ INNGEST_DEV: "0" }, "embedded"],
    [{ INNGEST_DEV: "false" }, "embedded"],
    [{ INNGEST_BASE_URL: "http://inngest:8288" }, "server"],
    [{ INNGEST_EVENT_KEY: "key" }, "server"],
    [{ INNGEST_SIGNING_KEY: "signkey-local-00" }, "embedded"],
  ])("runs the functions for %j on the %s", (given, mode) => {
    expect(parseProcessEnv({ ...REQUIRED, ...given }).INNGEST_MODE).toBe(mode);
  });

  it.each([
    [{ HOST: "0.0.0.0", PORT: "8080" }, "http://localhost:8080"],
    [{ HOST: "::1" }, "http://[::1]:3000"],
    [{ APP_URL: "https://leads.example.com/" }, "https://leads.example.com"],
  ])("knows the product's address for %j", (given, url) => {
    expect(parseProcessEnv({ ...REQUIRED, ...given }).APP_URL).toBe(url);
  });

  it("is described whole by .env.example", () => {
    const text = readFileSync(path.join(PROJECT_ROOT, ".env.example"), "utf8");
    const named = [...text.matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(listEnvVariables().sort());
  });

  it("comes out of .env.example as without it", () => {
    const text = readFileSync(path.join(PROJECT_ROOT, ".env.example"), "utf8");
    const settings = Object.fromEntries(
      [...text.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(parseOperatorEnv(settings)).toEqual(parseOperatorEnv({}));
  });
});
