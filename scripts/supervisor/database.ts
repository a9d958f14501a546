import path from "node:path";
import postgres from "postgres";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/db/embedded-postgres";
import type { DatabaseUrls } from "@/db/provision";
import { resetPostgresPassword } from "@/db/reset-postgres-password";
import type { OperatorEnv } from "@/lib/env";
import type { ProcessIdentity } from "../lib/process-identity.mjs";
import type { Secrets } from "./secrets";

const DATABASE = "leadbox";
const OWNER = "leadbox_owner";

/** Addresses for a database of the operator's; roles that have no address of their own are made with kept passwords. */
export function toExternalUrls(ownerUrl: string, env: OperatorEnv, secrets: Secrets): DatabaseUrls {
  const database = decodeURIComponent(new URL(ownerUrl).pathname.slice(1));
  return {
    ownerUrl,
    appUrl: env.DATABASE_APP_URL ?? withLogin(ownerUrl, `${database}_app`, secrets.appPassword),
    queueUrl: env.DATABASE_QUEUE_URL ?? withLogin(ownerUrl, `${database}_queue`, secrets.queuePassword),
  };
}

export type SupervisedDatabase = { readonly urls: DatabaseUrls; stop(): Promise<void> };

/**
 * Starts the embedded PostgreSQL, makes sure of the owner and the database in it, and starts it again when it dies.
 *
 * `onStart` gets every process of it; `onLost` is called when it cannot come back where the others expect it.
 */
export async function superviseDatabase({
  dataDir,
  secrets,
  signal,
  say,
  onStart,
  onLost,
}: {
  dataDir: string;
  secrets: Secrets;
  signal: AbortSignal;
  say: (line: string) => void;
  onStart: (identity: ProcessIdentity) => void;
  onLost: (error: unknown) => void;
}): Promise<SupervisedDatabase> {
  const options = { dataDir: path.join(dataDir, "postgres"), password: secrets.postgresPassword, signal, say };
  let server = await startWithOwner(options, secrets);
  let isStopping = false;

  const watch = () => {
    onStart(server.identity);
    void server.exited.then((reason) => (isStopping ? undefined : restart(reason))).catch(onLost);
  };
  const restart = async (reason: string) => {
    say(`PostgreSQL ended (${reason}); starting it again`);
    const { port } = server;
    server = await startEmbeddedPostgres({ ...options, preferredPort: port });
    watch();
    if (isStopping) await server.stop();
    if (server.port !== port) throw new Error(`Another program has taken PostgreSQL's port ${port}.`);
  };

  watch();
  return {
    urls: toUrls(server, secrets),
    async stop() {
      isStopping = true;
      await server.stop();
    },
  };
}

type StartOptions = Parameters<typeof startEmbeddedPostgres>[0];

async function startWithOwner(options: StartOptions, secrets: Secrets): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(options);
  try {
    if (await hasOwner(toUrls(server, secrets).ownerUrl)) return server;
    if (await ensureOwner(server.adminUrl(), secrets.ownerPassword)) return server;
  } catch (error) {
    await server.stop();
    throw error;
  }

  options.say?.("The database does not know the password in secrets.json; setting it");
  await server.stop();
  await resetPostgresPassword(options);
  return startWithOwner(options, secrets);
}

function toUrls(server: EmbeddedPostgres, secrets: Secrets): DatabaseUrls {
  const base = server.adminUrl(DATABASE);
  return {
    ownerUrl: withLogin(base, OWNER, secrets.ownerPassword),
    appUrl: withLogin(base, `${DATABASE}_app`, secrets.appPassword),
    queueUrl: withLogin(base, `${DATABASE}_queue`, secrets.queuePassword),
  };
}

/** Whether the owner can sign in to the database, which is all that a second start has to know. */
async function hasOwner(ownerUrl: string) {
  return connect(ownerUrl, async (owner) => {
    await owner`select 1`;
  });
}

/** Makes the owner and the database, or gives the owner this password. False when the superuser's own is refused. */
async function ensureOwner(adminUrl: string, password: string) {
  return connect(adminUrl, async (admin) => {
    const [role] = await admin`select from pg_roles where rolname = ${OWNER}`;
    // Nothing that needs quoting: the password is ours and base64url.
    await admin.unsafe(`${role ? "alter" : "create"} role ${OWNER} login createrole password '${password}'`);
    const [database] = await admin`select from pg_database where datname = ${DATABASE}`;
    if (!database) await admin.unsafe(`create database ${DATABASE} owner ${OWNER}`);
  });
}

const REFUSED = new Set(["28P01", "28000", "3D000"]);

async function connect(url: string, work: (sql: postgres.Sql) => Promise<void>) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
    return true;
  } catch (error) {
    if (error instanceof postgres.PostgresError && REFUSED.has(error.code)) return false;
    throw error;
  } finally {
    await sql.end();
  }
}

function withLogin(url: string, username: string, password: string) {
  const copy = new URL(url);
  copy.username = username;
  copy.password = password;
  return copy.href;
}
