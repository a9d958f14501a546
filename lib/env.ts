import { z } from "zod";

/** What the web server and the worker run with. Everything in it has passed its check. */
export type Env = z.infer<typeof envSchema>;
/** What an operator may set; `npm start` makes the missing addresses and secrets itself. */
export type OperatorEnv = z.infer<typeof operatorEnvSchema>;

/** Variables as text, before any check. */
export type EnvSource = Record<string, string | undefined>;

/** A key that encrypts or decrypts the credentials of connections. */
export type CredentialsKey = { id: string; key: Uint8Array };

let parsed: Env | undefined;

/** The environment of this process, checked once. A missing or bad variable is named with what to do. */
export function getEnv(): Env {
  parsed ??= parseEnv(envSchema, process.env);
  return parsed;
}

/**
 * Puts a plain copy in the place of the process's environment. The Inngest SDK copies it whole at every look, and a copy of
 * the real one asks the system for each variable.
 */
export function makeEnvCheap(): void {
  process.env = { ...process.env };
}

/** The environment as the operator set it, before `npm start` fills in what is missing. */
export function parseOperatorEnv(source: EnvSource): OperatorEnv {
  return parseEnv(operatorEnvSchema, source);
}

/** The three addresses of the database, for bringing it up to date without starting the product. */
export function readProvisionEnv(source: EnvSource = process.env) {
  const { DATABASE_APP_URL, DATABASE_QUEUE_URL } = REQUIRED;
  return parseEnv(z.object({ DATABASE_URL: postgresUrl, DATABASE_APP_URL, DATABASE_QUEUE_URL }), source);
}

/** The variables of this process, unchecked: only for handing them on. */
export function copyProcessEnv(): EnvSource {
  return { ...process.env };
}

/** What the tests may be told: a browser, or a PostgreSQL to use instead of an embedded one. */
export function readTestEnv(source: EnvSource = process.env) {
  return parseEnv(z.object({ ...TEST_VARIABLES, [STACK_FILE]: z.string().optional() }), source);
}

/** `CRM_LIVE_<PROVIDER>_<SETTING>`: credentials of accounts that the contract of connectors is also run against. */
export function readLiveSettings(provider: string, settings: readonly string[], source: EnvSource = process.env) {
  const named = settings.map((name) => [name, source[`CRM_LIVE_${provider}_${name}`.toUpperCase()]] as const);
  const given = named.filter((pair): pair is readonly [string, string] => Boolean(pair[1]));
  return given.length > 0 ? Object.fromEntries(given) : null;
}

/** Tells the journeys' processes, which are started later, where to read about the product that runs for them. */
export function shareStackFile(file: string) {
  process.env[STACK_FILE] = file;
}

/** Checks any set of variables against the rules of `getEnv`, for tests and for tools that start other processes. */
export function parseProcessEnv(source: EnvSource): Env {
  return parseEnv(envSchema, source);
}

/** Names of the variables that the web server and the worker read. The owner of the database is not for them. */
export function listProcessVariables(): string[] {
  return [...Object.keys(SETTINGS), ...Object.keys(REQUIRED)].filter((name) => name !== "DATABASE_URL");
}

/** Names of all variables that anybody may set. */
export function listEnvVariables(): string[] {
  return [...Object.keys(SETTINGS), ...Object.keys(REQUIRED), ...Object.keys(TEST_VARIABLES)];
}

const STACK_FILE = "E2E_STACK_FILE";

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const postgresUrl = url({ protocol: /^postgres(ql)?$/, example: "postgres://user:password@host:5432/database" });
const httpUrl = url({ protocol: /^https?$/, example: "https://leads.example.com" }).transform((value) =>
  value.replace(/\/+$/, ""),
);

const SETTINGS = {
  DATABASE_URL: postgresUrl.optional(),
  HOST: z.string().default("127.0.0.1"),
  PORT: wholeNumber(1, 65_535).default(3000),
  APP_URL: httpUrl.optional(),
  INNGEST_BASE_URL: httpUrl.optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  INNGEST_DEV: z.string().optional(),
  CRM_PRIVATE_HOSTS: z.string().default("").transform(toHosts),
  CRM_GATEWAY_URL: httpUrl.optional(),
  PIPEDRIVE_CLIENT_ID: z.string().optional(),
  PIPEDRIVE_CLIENT_SECRET: z.string().optional(),
  HUBSPOT_CLIENT_ID: z.string().optional(),
  HUBSPOT_CLIENT_SECRET: z.string().optional(),
  KOMMO_CLIENT_ID: z.string().optional(),
  KOMMO_CLIENT_SECRET: z.string().optional(),
  BITRIX24_CLIENT_ID: z.string().optional(),
  BITRIX24_CLIENT_SECRET: z.string().optional(),
  ZOHO_CLIENT_ID: z.string().optional(),
  ZOHO_CLIENT_SECRET: z.string().optional(),
  TRUST_PROXY: flag().default(false),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
  DATA_DIR: z.string().default(".data"),
  WORKER_CONCURRENCY: wholeNumber(1, 200).default(64),
  RETRY_SCALE: positiveNumber().default(1),
};

const REQUIRED = {
  DATABASE_APP_URL: postgresUrl,
  DATABASE_QUEUE_URL: postgresUrl,
  NEXTAUTH_SECRET: z
    .string("is missing")
    .min(32, "must have at least 32 characters, for example from `openssl rand -base64 32`"),
  CREDENTIALS_KEYS: z.string("is missing").transform(toCredentialsKeys),
};

const TEST_VARIABLES = {
  CHROMIUM_PATH: z.string().optional(),
  TEST_DATABASE_ADMIN_URL: postgresUrl.optional(),
};

const operatorEnvSchema = z
  .object({
    ...SETTINGS,
    DATABASE_APP_URL: REQUIRED.DATABASE_APP_URL.optional(),
    DATABASE_QUEUE_URL: REQUIRED.DATABASE_QUEUE_URL.optional(),
    NEXTAUTH_SECRET: REQUIRED.NEXTAUTH_SECRET.optional(),
    CREDENTIALS_KEYS: REQUIRED.CREDENTIALS_KEYS.optional(),
  })
  .transform(withDerived);

const envSchema = z.object({ ...SETTINGS, ...REQUIRED }).transform(withDerived);

type Settings = z.infer<z.ZodObject<typeof SETTINGS>>;

function withDerived<T extends Settings>(env: T) {
  const usesServer = isTruthy(env.INNGEST_DEV) || Boolean(env.INNGEST_BASE_URL) || Boolean(env.INNGEST_EVENT_KEY);
  return {
    ...env,
    APP_URL: env.APP_URL ?? `http://${toPublicHost(env.HOST)}:${env.PORT}`,
    /** Who runs the functions: an Inngest server, or the engine inside the worker. */
    INNGEST_MODE: usesServer ? ("server" as const) : ("embedded" as const),
  };
}

function parseEnv<T>(schema: z.ZodType<T>, source: EnvSource): T {
  // An empty line in a file of settings means the same as no line.
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = schema.safeParse(filled);
  if (result.success) return result.data;

  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw new Error(`The environment needs a change (.env.example explains each variable):\n${lines.join("\n")}`);
}

function url({ protocol, example }: { protocol: RegExp; example: string }) {
  return z.string("is missing").refine((value) => {
    const address = URL.canParse(value) ? new URL(value) : null;
    return address !== null && protocol.test(address.protocol.slice(0, -1)) && address.hostname !== "";
  }, `must be an address like ${example}`);
}

function wholeNumber(min: number, max: number) {
  const words = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, words)
    .transform(Number)
    .refine((value) => value >= min && value <= max, words);
}

function positiveNumber() {
  const words = "must be a number above 0";
  return z
    .string()
    .transform(Number)
    .refine((value) => Number.isFinite(value) && value > 0, words);
}

function flag() {
  return z.enum(["0", "1", "false", "true"], "must be 1 or 0").transform(isTruthy);
}

function isTruthy(value: string | undefined) {
  return value !== undefined && value !== "0" && value !== "false";
}

function toPublicHost(host: string) {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

function toHosts(text: string, context: z.RefinementCtx): string[] {
  const hosts = text
    .split(",")
    .map((host) => host.trim().toLowerCase())
    .filter(Boolean);
  const bad = hosts.find((host) => !/^(\[[0-9a-f:.]+\]|[a-z0-9.-]+):\d{1,5}$/.test(host));
  if (bad) context.addIssue(`must be a list like "crm.local:8080,10.0.0.5:443", and "${bad}" is not host:port`);
  return hosts;
}

function toCredentialsKeys(text: string, context: z.RefinementCtx): CredentialsKey[] {
  const keys = text.split(",").map((part) => {
    const [, id, base64] = /^([\w-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/.exec(part.trim()) ?? [];
    return id && base64 ? { id, key: new Uint8Array(Buffer.from(base64, "base64")) } : null;
  });
  const good = keys.filter((key) => key !== null);
  if (good.length < keys.length || new Set(good.map((key) => key.id)).size < good.length) {
    context.addIssue('must be a list like "k2:<32 bytes in base64>,k1:<…>" with a name of its own for each key');
  }
  return good;
}
