import type { DatabaseUrls } from "@/db/provision";
import { type EnvSource, listProcessVariables, type OperatorEnv } from "@/lib/env";
import type { Secrets } from "./secrets";

/** What of the surroundings the processes need besides the product's own variables. */
const PASSED_ON = ["PATH", "HOME", "TZ", "TMPDIR", "LANG", "NODE_OPTIONS", "NODE_EXTRA_CA_CERTS"];

/**
 * The whole environment of the web server and the worker: what the operator set, what was made for them, and little
 * else, since the Inngest SDK copies the environment over and over.
 */
export function toChildEnv({
  source,
  env,
  urls,
  secrets,
}: {
  source: EnvSource;
  env: OperatorEnv;
  urls: DatabaseUrls;
  secrets: Secrets;
}): NodeJS.ProcessEnv {
  const made = {
    DATABASE_APP_URL: urls.appUrl,
    DATABASE_QUEUE_URL: urls.queueUrl,
    HOST: env.HOST,
    PORT: String(env.PORT),
    APP_URL: env.APP_URL,
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    CREDENTIALS_KEYS: secrets.credentialsKeys,
    INNGEST_SIGNING_KEY: env.INNGEST_MODE === "embedded" ? secrets.inngestSigningKey : undefined,
  };
  const given = [...PASSED_ON, ...listProcessVariables()].map((name) => [name, source[name]]);
  const all = { ...made, ...Object.fromEntries(given.filter(([, value]) => value)) };
  return {
    ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    // next-auth knows its own address by this name.
    NEXTAUTH_URL: env.APP_URL,
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_ENV: "production",
  };
}
