import postgres, { type Sql } from "postgres";

/** Group of the running application: what it may do is granted to this role. */
const APP_GROUP = "leadbox_app";
/** Owner of the doors: functions that see more than one account, each in its own narrow way. */
const DOOR_OWNER = "leadbox_door";

/**
 * Makes the roles and who belongs to whom. The owner needs CREATEROLE for what does not exist yet; roles that an
 * administrator has prepared are used as they are.
 */
export async function provisionRoles(owner: Sql, { appUrl, queueUrl }: { appUrl: string; queueUrl: string }) {
  const app = usernameOf(appUrl);
  const queue = usernameOf(queueUrl);

  await ensureGroup(owner, APP_GROUP);
  await ensureGroup(owner, DOOR_OWNER);
  await ensureLogin(owner, appUrl);
  await ensureLogin(owner, queueUrl);
  await ensureMember(owner, { group: APP_GROUP, member: app, options: "" });
  // Only to hand over functions and schemas: the owner does not get these roles' rights by the way.
  await ensureMember(owner, {
    group: DOOR_OWNER,
    member: usernameOfOwner(owner),
    options: "WITH INHERIT FALSE, SET TRUE",
  });
  await ensureMember(owner, { group: queue, member: usernameOfOwner(owner), options: "WITH INHERIT FALSE, SET TRUE" });
  await closeDatabase(owner, [app, queue]);
}

/** Name of the login role in an address. */
export function usernameOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

function usernameOfOwner(owner: Sql) {
  return String(owner.options.user);
}

async function ensureGroup(owner: Sql, role: string) {
  if (await roleExists(owner, role)) return;
  await createRole(owner, await render(owner, "CREATE ROLE %I NOLOGIN", [role]), role);
}

async function ensureLogin(owner: Sql, url: string) {
  const role = usernameOf(url);
  const password = decodeURIComponent(new URL(url).password);
  if (!(await roleExists(owner, role))) {
    const options = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD";
    await createRole(owner, await render(owner, `CREATE ROLE %I ${options} %L`, [role, password]), role);
    return;
  }
  if (await canLogin(url)) return;
  try {
    await owner.unsafe(await render(owner, "ALTER ROLE %I LOGIN PASSWORD %L", [role, password]));
  } catch (cause) {
    throw new Error(
      `The database role "${role}" refuses the password in its address, and the owner of the database may not change it. ` +
        "Correct DATABASE_APP_URL or DATABASE_QUEUE_URL, or change the role's password.",
      { cause },
    );
  }
}

async function createRole(owner: Sql, statement: string, role: string) {
  try {
    await owner.unsafe(statement);
  } catch (cause) {
    // Roles belong to the whole server, so another database's start may have made it since we looked.
    if (codeOf(cause) === "42710" || codeOf(cause) === "23505") return;
    throw new Error(
      `The owner of the database could not create the role "${role}". Give it the right (ALTER ROLE … CREATEROLE), ` +
        "or let an administrator create the roles and set DATABASE_APP_URL and DATABASE_QUEUE_URL.",
      { cause },
    );
  }
}

async function ensureMember(
  owner: Sql,
  { group, member, options }: { group: string; member: string; options: string },
) {
  const [server] = await owner<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
  // Before version 16 membership has no options, and being a member is all there is.
  const isRecent = Number(server?.version) >= 160_000;
  const right = options && isRecent ? "SET" : "MEMBER";
  const [row] = await owner<{ isMember: boolean }[]>`select pg_has_role(${member}, ${group}, ${right}) as "isMember"`;
  if (row?.isMember) return;
  try {
    await owner.unsafe(await render(owner, `GRANT %I TO %I ${isRecent ? options : ""}`, [group, member]));
  } catch (cause) {
    throw new Error(
      `The owner of the database could not make "${member}" a member of "${group}". ` +
        `Let an administrator run: GRANT "${group}" TO "${member}"`,
      { cause },
    );
  }
}

/** By default every role of a server may enter every database; this one is for its own roles. */
async function closeDatabase(owner: Sql, roles: string[]) {
  for (const role of roles) {
    await owner.unsafe(
      await render(owner, "GRANT CONNECT ON DATABASE %I TO %I", [String(owner.options.database), role]),
    );
  }
  await owner.unsafe(await render(owner, "REVOKE ALL ON DATABASE %I FROM PUBLIC", [String(owner.options.database)]));
}

async function roleExists(owner: Sql, role: string) {
  const rows = await owner`select from pg_roles where rolname = ${role}`;
  return rows.length > 0;
}

async function canLogin(url: string) {
  const login = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await login`select 1`;
    return true;
  } catch (error) {
    if (codeOf(error) === "28P01" || codeOf(error) === "28000") return false;
    // The role is right and only has no way into this database yet.
    if (codeOf(error) === "42501") return true;
    throw error;
  } finally {
    await login.end();
  }
}

/** Names and texts are quoted by the server itself. */
async function render(owner: Sql, template: string, values: string[]): Promise<string> {
  const [row] = await owner<
    { statement: string }[]
  >`select format(${template}, variadic ${values}::text[]) as statement`;
  if (!row) throw new Error(`The server could not render "${template}"`);
  return row.statement;
}

function codeOf(error: unknown) {
  return error instanceof postgres.PostgresError ? error.code : null;
}
