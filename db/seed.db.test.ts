import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createDatabase } from "@/db";
import { createTestDatabase, type TestDatabase } from "./testing";

let database: TestDatabase;
let app: ReturnType<typeof createDatabase>;
let admin: ReturnType<typeof createDatabase>;

vi.mock("./index", async (load) => ({ ...(await load<typeof import("./index")>()), getDatabase: () => app }));
vi.mock("@/lib/env", async (load) => {
  const env = await load<typeof import("@/lib/env")>();
  // The log asks for the environment before there is a database.
  return { ...env, getEnv: () => ({ ...env.getEnv(), ...(database && { DATABASE_APP_URL: database.appUrl }) }) };
});

const { seedDemo, DEMO_EMAIL } = await import("./seed");

beforeAll(async () => {
  database = await createTestDatabase();
  app = createDatabase(database.appUrl, { max: 3 });
  admin = createDatabase(database.adminUrl, { max: 1 });
});

afterAll(async () => {
  await app?.close();
  await admin?.close();
  await database?.drop();
});

describe("the demo account", () => {
  it("has a connected integration whose sample leads wait for the worker, and is made once", async () => {
    const demo = await seedDemo({ password: "вісім зелених чайників" });
    expect(demo).toEqual({ email: DEMO_EMAIL, hookPath: expect.stringMatching(/^\/api\/hooks\/[0-9A-Za-z]{22,}$/) });

    const [state] = await admin.db.execute(sql`
      select
        (select count(*)::int from leads where status = 'received') as received,
        (select count(*)::int from collection_members) as members,
        (select settings ->> 'connectionId' is not null from integration_versions where version = 2) as "isConnected",
        (select jsonb_array_length(settings -> 'mapping') from integration_versions where version = 2) as rows`);
    expect(state).toEqual({ received: 7, members: 4, isConnected: true, rows: 9 });

    expect(await seedDemo({ password: "інший пароль зовсім" })).toBeNull();
  });
});
