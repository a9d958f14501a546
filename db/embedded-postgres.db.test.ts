import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";
import { resetPostgresPassword } from "./reset-postgres-password";

describe("startEmbeddedPostgres", () => {
  let folder: string;
  let said: string[];
  const started: EmbeddedPostgres[] = [];
  const dataDir = () => path.join(folder, "postgres");

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "leadbox-embedded-"));
    await chmod(folder, 0o711);
    said = [];
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
    // What an interrupted initdb had begun may still be writing for a moment.
    await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
  });

  async function start({ password = "secret", preferredPort = 57_000 + (process.pid % 5_000) } = {}) {
    const server = await startEmbeddedPostgres({
      dataDir: dataDir(),
      password,
      preferredPort,
      settings: { fsync: "off" },
      say: (line) => said.push(line),
    });
    started.push(server);
    return server;
  }

  it("keeps the data, whoever ended it, and ends a server that was left behind", async () => {
    const first = await start();
    await query(first.adminUrl(), "create table kept as select 42 as answer");
    const second = await start();
    await expect(first.exited).resolves.toBeTruthy();
    expect(said.join()).toContain("left behind");
    expect(await query(second.adminUrl(), "select answer from kept")).toEqual([{ answer: 42 }]);

    process.kill(second.identity.pid, "SIGKILL");
    await second.exited;
    const third = await start();
    expect(await query(third.adminUrl(), "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("keeps what makes data safe, and listens on this machine alone", async () => {
    const { adminUrl } = await start();
    for (const [name, value] of [
      ["synchronous_commit", "on"],
      ["full_page_writes", "on"],
      ["listen_addresses", "127.0.0.1"],
      ["unix_socket_directories", ""],
      ["password_encryption", "scram-sha-256"],
    ] as const) {
      expect(await query(adminUrl(), `show ${name}`)).toEqual([{ [name]: value }]);
    }
    await expect(query(adminUrl().replace("secret", "guess"), "select 1")).rejects.toMatchObject({ code: "28P01" });
  });

  it("takes the next free port", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect((await start({ preferredPort: port })).port).toBeGreaterThan(port);
    taken.close();
  });

  it("moves a half-made folder aside, and removes what an interrupted initdb left", async () => {
    await mkdir(dataDir());
    await writeFile(path.join(dataDir(), "PG_VERSION"), "18\n");
    await mkdir(`${dataDir()}.unfinished-1`);
    await start();
    expect((await readdir(folder)).map((name) => name.replace(/\d{8}T\d{6}/, "…"))).toEqual([
      "postgres",
      "postgres.broken-…",
      "postgres.log",
    ]);
    expect(said.join()).toContain("was not a complete database");
  });

  it("does not believe a pid file that names another program", async () => {
    await (await start()).stop();
    const { uid, gid } = await stat(dataDir());
    const other = spawn(process.execPath, ["-e", "process.stdin.resume()"], { uid, gid, cwd: "/" });
    await once(other, "spawn");
    const file = path.join(dataDir(), "postmaster.pid");
    await writeFile(file, `${other.pid}\n${dataDir()}\n1700000000\n5432\n\n127.0.0.1\n 123 456\nready\n`);
    await chown(file, uid, gid);

    const server = await start();
    expect(await query(server.adminUrl(), "select 1 as one")).toEqual([{ one: 1 }]);
    expect(other.exitCode).toBeNull();
    other.kill();
  });

  it("gives up the making of a cluster when it is told to", async () => {
    const signal = AbortSignal.timeout(50);
    await expect(startEmbeddedPostgres({ dataDir: dataDir(), password: "secret", signal })).rejects.toThrow();
    expect(await readdir(folder)).not.toContain("postgres");
  });

  it("can be given a new password when the old one is lost", async () => {
    await (await start({ password: "lost" })).stop();
    await resetPostgresPassword({ dataDir: dataDir(), password: "it's new" });
    const server = await start();
    const url = new URL(server.adminUrl());
    url.password = encodeURIComponent("it's new");
    expect(await query(url.href, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

async function query(url: string, text: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}
