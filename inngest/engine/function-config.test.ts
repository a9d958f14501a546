import { cron, type Inngest } from "inngest";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { createEngineClient } from "./engine-client";
import { createSdkHandler } from "./sdk-handler";

const signingKey = `signkey-test-${"34".repeat(32)}`;
const base = { id: "f", triggers: [{ event: "config/go" }] };
const nothing = async () => {};

/** Reads the configuration of one function as the engine does, from what the SDK registers. */
function readConfigOf(define: (client: Inngest) => unknown) {
  const client = createEngineClient({ id: "config", signingKey, pool: async () => new pg.Pool() });
  const fn = define(client) as Parameters<typeof createSdkHandler>[1][number];
  return createSdkHandler(client, [fn]).readConfigs();
}

describe("a function's configuration", () => {
  it("is read from what the SDK registers, with its failure handler", async () => {
    const configs = await readConfigOf((client) =>
      client.createFunction(
        {
          id: "f",
          retries: 2,
          triggers: [{ event: "config/go", if: "event.data.n > 1" }, cron("0 3 * * *")],
          idempotency: "event.data.key",
          concurrency: [{ limit: 1, key: "event.data.person" }, { limit: 5 }],
          throttle: { limit: 4, period: "2s", key: "event.data.connection" },
          priority: { run: "event.data.rank" },
          cancelOn: [{ event: "config/stop", match: "data.key", timeout: "1h" }],
          onFailure: async () => {},
        },
        async () => {},
      ),
    );
    expect(configs).toEqual([
      {
        id: "config-f",
        attemptsMax: 3,
        triggers: [{ event: "config/go", expression: "event.data.n > 1" }],
        crons: ["0 3 * * *"],
        idempotency: "event.data.key",
        concurrency: [{ limit: 1, key: "event.data.person" }, { limit: 5 }],
        throttle: { key: "event.data.connection", everySeconds: 0.5, burst: 1 },
        priority: "event.data.rank",
        cancel: [{ event: "config/stop", if: "event.data.key == async.data.key", timeoutMs: 3_600_000 }],
      },
      expect.objectContaining({
        id: "config-f-failure",
        attemptsMax: 2,
        triggers: [{ event: "inngest/function.failed", expression: "event.data.function_id == 'config-f'" }],
      }),
    ]);
  });

  const refused: Record<string, (client: Inngest) => unknown> = {
    batchEvents: (c) => c.createFunction({ ...base, batchEvents: { maxSize: 10, timeout: "5s" } }, nothing),
    debounce: (c) => c.createFunction({ ...base, debounce: { period: "5s" } }, nothing),
    rateLimit: (c) => c.createFunction({ ...base, rateLimit: { limit: 1, period: "5s" } }, nothing),
    singleton: (c) => c.createFunction({ ...base, singleton: { mode: "skip" } }, nothing),
    timeouts: (c) => c.createFunction({ ...base, timeouts: { start: "5s" } }, nothing),
    concurrency: (c) => c.createFunction({ ...base, concurrency: { limit: 1, scope: "account", key: "'a'" } }, nothing),
  };

  it.each(Object.entries(refused))("is refused where it declares %s", async (option, define) => {
    await expect(readConfigOf(define)).rejects.toThrow(new RegExp(`"config-f".*${option}`));
  });

  it.each(["config/*", "*"])("is refused where it waits for %s", async (event) => {
    const config = readConfigOf((client) => client.createFunction({ id: "f", triggers: [{ event }] }, async () => {}));
    await expect(config).rejects.toThrow(/"config-f".*wildcard/);
  });

  it("is refused where an expression is not valid", async () => {
    const config = readConfigOf((client) => client.createFunction({ ...base, idempotency: "event.data." }, nothing));
    await expect(config).rejects.toThrow(/"config-f".*event\.data\./);
  });
});
