import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createDatabase } from "@/db";
import { createTestDatabase, type TestDatabase } from "@/db/testing";

let database: TestDatabase;
let app: ReturnType<typeof createDatabase>;
let admin: ReturnType<typeof createDatabase>;

vi.mock("@/db", async (load) => ({ ...(await load<typeof import("@/db")>()), getDatabase: () => app }));

const { signIn } = await import("./sign-in");
const { signUp } = await import("./sign-up");
const { closeSession, findSession, openSession, revokeSessions } = await import("./sessions");
const { takeAttempt } = await import("./throttle");
const { changePassword } = await import("./profile");
const { withAccount } = await import("@/db/with-account");

const PASSWORD = "вісім зелених чайників";
const visitor = { address: "198.51.100.7", userAgent: "test" };

beforeAll(async () => {
  database = await createTestDatabase();
  app = createDatabase(database.appUrl, { max: 10 });
  admin = createDatabase(database.adminUrl, { max: 1 });
});

beforeEach(async () => {
  await admin.db.execute(sql`delete from sign_in_throttles`);
});

afterAll(async () => {
  await app?.close();
  await admin?.close();
  await database?.drop();
});

describe("sign-up", () => {
  it("makes a user, an account on the free plan and an owner in one go", async () => {
    const member = await join("owner@example.com");
    expect(member).toMatchObject({ email: "owner@example.com", role: "owner", plan: "free", timeZone: "Europe/Kyiv" });
  });

  it("changes nothing when the e-mail is taken, whatever its letter case", async () => {
    await join("taken@example.com");
    expect(await makeUser("TAKEN@example.com", "інший пароль зовсім")).toBeNull();
    expect((await signIn({ email: "taken@example.com", password: PASSWORD }, visitor)).ok).toBe(true);
    expect((await signIn({ email: "taken@example.com", password: "інший пароль зовсім" }, visitor)).ok).toBe(false);
  });

  it("makes one user when two come at once", async () => {
    const results = await Promise.all(Array.from({ length: 5 }, () => makeUser("race@example.com")));
    expect(results.filter(Boolean)).toHaveLength(1);
  });
});

describe("sign-in", () => {
  it("says the same of a wrong password, an unknown e-mail and a disabled user", async () => {
    const { userId } = await join("disabled@example.com");
    await admin.db.execute(sql`update users set is_disabled = true where id = ${userId}`);
    await join("wrong@example.com");

    const wrong = { ok: false, reason: "wrong" };
    expect(await signIn({ email: "wrong@example.com", password: "не той пароль" }, visitor)).toEqual(wrong);
    expect(await signIn({ email: "nobody@example.com", password: PASSWORD }, visitor)).toEqual(wrong);
    expect(await signIn({ email: "disabled@example.com", password: PASSWORD }, visitor)).toEqual(wrong);
  });

  it("pauses longer and longer, for an e-mail that exists and for one that does not", async () => {
    await join("guessed@example.com");
    for (const email of ["guessed@example.com", "unknown@example.com"]) {
      await admin.db.execute(sql`delete from sign_in_throttles`);
      const pauses: number[] = [];
      for (let attempt = 0; attempt < 9; attempt += 1) {
        expect(await takeAttempt({ email, address: "203.0.113.1" })).toBe(0);
        pauses.push(await blockedSeconds());
        await admin.db.execute(sql`update sign_in_throttles set blocked_until = null`);
      }
      expect(pauses, email).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16]);
    }
  });

  it("lets no more through than allowed when a hundred guesses come at once", async () => {
    await join("flooded@example.com");
    const results = await Promise.all(
      Array.from({ length: 100 }, () => takeAttempt({ email: "flooded@example.com", address: "203.0.113.9" })),
    );
    expect(results.filter((seconds) => seconds === 0)).toHaveLength(5);
  });

  it("pauses an address that tries many e-mails", async () => {
    const results: number[] = [];
    for (let attempt = 0; attempt < 22; attempt += 1) {
      results.push(await takeAttempt({ email: `many-${attempt}@example.com`, address: "203.0.113.2" }));
    }
    expect(results.slice(0, 21).every((seconds) => seconds === 0)).toBe(true);
    expect(results[21]).toBeGreaterThan(0);
  });

  it("forgets the pauses of an e-mail after a right password", async () => {
    await join("forgiven@example.com");
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await signIn({ email: "forgiven@example.com", password: "не той пароль" }, visitor);
    }
    expect((await signIn({ email: "forgiven@example.com", password: PASSWORD }, visitor)).ok).toBe(true);
    const [row] = await admin.db.execute<{ failures: number }>(
      sql`select sum(failures)::int as failures from sign_in_throttles`,
    );
    // What is left are the three wrong attempts of the address.
    expect(row?.failures).toBe(3);
  });

  it("writes down who signed in, and wrong passwords of those who exist", async () => {
    const { accountId } = await join("audited@example.com");
    await signIn({ email: "audited@example.com", password: "не той пароль" }, visitor);
    await expect
      .poll(async () => {
        const rows = await admin.db.execute<{ action: string }>(
          sql`select action from audit_log where account_id = ${accountId} order by id`,
        );
        return rows.map((row) => row.action);
      })
      .toEqual(["user.signed_up", "user.signed_in", "user.sign_in_failed"]);
  });
});

describe("a session", () => {
  it("ends at once when it is closed", async () => {
    const { token } = await join("closing@example.com");
    await closeSession(token);
    expect(await findSession(token)).toBeNull();
  });

  it("ends at once when the user is disabled", async () => {
    const { token, userId } = await join("leaving@example.com");
    await admin.db.execute(sql`update users set is_disabled = true where id = ${userId}`);
    expect(await findSession(token)).toBeNull();
    expect(await openSession(userId, visitor)).toBeNull();
  });

  it("ends when it was idle for too long, or is a week old", async () => {
    const idle = await join("idle@example.com");
    await admin.db.execute(
      sql`update sessions set last_seen_at = now() - interval '13 hours' where user_id = ${idle.userId}`,
    );
    expect(await findSession(idle.token)).toBeNull();

    const old = await join("old@example.com");
    await admin.db.execute(
      sql`update sessions set expires_at = now() - interval '1 second' where user_id = ${old.userId}`,
    );
    expect(await findSession(old.token)).toBeNull();
  });

  it("shows a change of role on the next request", async () => {
    const { token, userId } = await join("role@example.com");
    await admin.db.execute(sql`update members set role = 'manager' where user_id = ${userId}`);
    expect(await findSession(token)).toMatchObject({ role: "manager" });
  });

  it("is never read by the application itself across accounts", async () => {
    const mine = await join("mine@example.com");
    const theirs = await join("theirs@example.com");
    const seen = await withAccount(
      mine.accountId,
      (tx) => tx.execute(sql`select 1 from sessions where user_id = ${theirs.userId}`),
      app.db,
    );
    expect(seen).toHaveLength(0);
    await withAccount(mine.accountId, (tx) => revokeSessions(tx, { userId: theirs.userId }), app.db);
    expect(await findSession(theirs.token)).not.toBeNull();
  });

  it("keeps its token only as a hash", async () => {
    const { token } = await join("hashed@example.com");
    const rows = await admin.db.execute(
      sql`select 1 from sessions where position(${token} in sessions::text) > 0 or encode(token_hash, 'escape') = ${token}`,
    );
    expect(rows).toHaveLength(0);
  });
});

describe("a change of password", () => {
  it("needs the present one, ends every session and opens a new one", async () => {
    const email = "changing@example.com";
    const first = await join(email);
    const member = await findSession(first.token);
    if (!member) throw new Error("not signed in");
    const next = "дев'ять синіх чайників";

    expect(await changePassword(member, { current: "не той", next }, visitor)).toMatchObject({
      reason: "wrong_password",
    });
    expect(await changePassword(member, { current: PASSWORD, next: "password1" }, visitor)).toMatchObject({
      reason: "weak_password",
    });

    const changed = await changePassword(member, { current: PASSWORD, next }, visitor);
    expect(await findSession(first.token)).toBeNull();
    expect(changed.ok && (await findSession(changed.token))).toMatchObject({ email });
    expect((await signIn({ email, password: PASSWORD }, visitor)).ok).toBe(false);
    expect((await signIn({ email, password: next }, visitor)).ok).toBe(true);
  });
});

describe("the doors of sign-in", () => {
  it("leave users, sessions and attempts closed to the application otherwise", async () => {
    for (const table of ["users", "sessions", "members", "accounts"]) {
      expect(await app.db.execute(sql.raw(`select 1 from ${table}`)), table).toHaveLength(0);
    }
    await expect(app.db.execute(sql`select 1 from sign_in_throttles`)).rejects.toThrow();
    await expect(app.db.execute(sql`insert into users (email) values ('x')`)).rejects.toThrow();
    await expect(app.db.execute(sql`insert into sessions (id) values (gen_random_uuid())`)).rejects.toThrow();
  });

  it("give nothing for an e-mail that is only like one", async () => {
    await join("exact@example.com");
    expect(await app.db.execute(sql`select * from door.find_credentials('exact@%')`)).toHaveLength(0);
    expect(await app.db.execute(sql`select * from door.find_credentials('')`)).toHaveLength(0);
  });
});

function makeUser(email: string, password = PASSWORD) {
  const values = { name: "Олена", email, password };
  return signUp(values, { locale: "uk", accountName: "Квіти", address: visitor.address });
}

async function join(email: string) {
  await makeUser(email);
  const entered = await signIn({ email, password: PASSWORD }, visitor);
  if (!entered.ok) throw new Error(entered.reason);
  const member = await findSession(entered.token);
  if (!member) throw new Error("no session");
  return { ...member, token: entered.token };
}

async function blockedSeconds() {
  const [row] = await admin.db.execute<{ seconds: number }>(
    sql`select coalesce(max(round(extract(epoch from blocked_until - updated_at))), 0)::int as seconds from sign_in_throttles`,
  );
  return row?.seconds ?? 0;
}
