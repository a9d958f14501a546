import { describe, expect, it } from "vitest";
import { type EnvSource, parseOperatorEnv, parseProcessEnv } from "@/lib/env";
import { toChildEnv } from "./child-env";

const URLS = {
  ownerUrl: "postgres://owner:hush@127.0.0.1/leadbox",
  appUrl: "postgres://leadbox_app:a@127.0.0.1/leadbox",
  queueUrl: "postgres://leadbox_queue:q@127.0.0.1/leadbox",
};
const SECRETS = {
  postgresPassword: "superuser-hush",
  ownerPassword: "owner-hush",
  appPassword: "a",
  queuePassword: "q",
  nextauthSecret: "0123456789abcdef0123456789abcdef",
  credentialsKeys: `k1:${Buffer.alloc(32).toString("base64")}`,
  inngestSigningKey: "signkey-local-00",
};

function make(source: EnvSource) {
  return toChildEnv({ source, env: parseOperatorEnv(source), urls: URLS, secrets: SECRETS });
}

describe("toChildEnv", () => {
  it("gives a process all that it needs", () => {
    expect(parseProcessEnv(make({}))).toMatchObject({
      DATABASE_APP_URL: URLS.appUrl,
      DATABASE_QUEUE_URL: URLS.queueUrl,
      INNGEST_MODE: "embedded",
      INNGEST_SIGNING_KEY: SECRETS.inngestSigningKey,
    });
  });

  it("keeps the owner of the database and everything unknown to itself", () => {
    const env = make({ DATABASE_URL: URLS.ownerUrl, AWS_SECRET_ACCESS_KEY: "hush", PATH: "/bin" });
    expect(JSON.stringify(env)).not.toContain("hush");
    expect(env.PATH).toBe("/bin");
  });

  it("lets the operator's own settings win", () => {
    const given = {
      PORT: "4000",
      NEXTAUTH_SECRET: "f".repeat(32),
      APP_URL: "https://leads.example.com",
      LOG_LEVEL: "",
    };
    expect(make(given)).toMatchObject({
      PORT: "4000",
      NEXTAUTH_SECRET: "f".repeat(32),
      NEXTAUTH_URL: "https://leads.example.com",
    });
    expect(make(given)).not.toHaveProperty("LOG_LEVEL");
  });

  it("makes no signing key for an Inngest server, which has its own", () => {
    expect(make({ INNGEST_BASE_URL: "http://inngest:8288" })).not.toHaveProperty("INNGEST_SIGNING_KEY");
  });
});
