import { setTimeout as pause } from "node:timers/promises";
import { type Inngest, NonRetriableError, RetryAfterError } from "inngest";

/** What the functions did: how often each piece of their code ran, and what they ended with. */
export class Journal {
  readonly #counts = new Map<string, number>();
  readonly outcomes: Record<string, unknown> = {};
  #active = 0;
  activeMax = 0;

  count(what: string): number {
    const count = this.countOf(what) + 1;
    this.#counts.set(what, count);
    return count;
  }

  countOf(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  async whileActive(work: () => Promise<unknown>): Promise<void> {
    this.activeMax = Math.max(this.activeMax, ++this.#active);
    await work();
    this.#active--;
  }
}

/** How long the function sleeps that is to be cancelled. */
export const CANCELLED_NAP_MS = 3_000;

/**
 * Functions that together use what the engine supports. A real Inngest server gave the outcomes that
 * `PARITY_OUTCOMES` holds.
 */
export function createParityFunctions(client: Inngest, journal: Journal) {
  const ended = (name: string, outcome: unknown) => {
    journal.outcomes[name] = outcome;
    return outcome;
  };

  const doubler = client.createFunction(
    { id: "doubler", triggers: [{ event: "parity/double" }] },
    async ({ event, step }) => ({
      doubled: await step.run("double", () => Number(event.data.n) * 2),
    }),
  );
  const broken = client.createFunction(
    { id: "broken", retries: 0, triggers: [{ event: "parity/broken" }] },
    async () => {
      throw new Error("broken within");
    },
  );

  return [
    doubler,
    broken,
    client.createFunction({ id: "repeated", triggers: [{ event: "parity/repeated" }] }, async ({ event, step }) => {
      let sum = 0;
      for (let i = 0; i < 5; i++) {
        sum += await step.run("same id", () => {
          journal.count(`repeated ${event.data.tag} ${i}`);
          return i;
        });
      }
      return ended(`repeated ${event.data.tag}`, sum);
    }),
    client.createFunction({ id: "parallel", triggers: [{ event: "parity/parallel" }] }, async ({ step }) => {
      const parts = await Promise.all(
        [1, 2, 3].map((n) =>
          step.run(`part ${n}`, async () => {
            journal.count(`parallel ${n}`);
            await pause(10 * n);
            return n;
          }),
        ),
      );
      ended("parallel", await step.run("sum", () => parts.reduce((a, b) => a + b)));
    }),
    client.createFunction({ id: "chains", triggers: [{ event: "parity/chains" }] }, async ({ step }) => {
      const chain = async (name: string) => {
        let sum = 0;
        for (let i = 0; i < 3; i++) {
          sum += await step.run(`${name} ${i}`, () => {
            journal.count(`chain ${name} ${i}`);
            return i;
          });
        }
        return sum;
      };
      ended("chains", (await Promise.all([chain("x"), chain("y")])).join(","));
    }),
    client.createFunction({ id: "race", triggers: [{ event: "parity/race" }] }, async ({ step }) => {
      const winner = await Promise.race([
        step.waitForEvent("event", { event: "parity/never", timeout: "2s" }).then(() => "event"),
        step.sleep("nap", "1s").then(() => "nap"),
      ]);
      ended("race", await step.run("after", () => winner));
    }),
    client.createFunction({ id: "quick-race", triggers: [{ event: "parity/quick-race" }] }, async ({ step, group }) => {
      const winner = await group.parallel({ mode: "race" }, () =>
        Promise.race([
          step.waitForEvent("event", { event: "parity/never", timeout: "1h" }).then(() => "event"),
          step.sleep("nap", "1s").then(() => "nap"),
        ]),
      );
      ended("quick race", await step.run("after", () => winner));
    }),
    client.createFunction({ id: "sleeper", triggers: [{ event: "parity/sleeper" }] }, async ({ step }) => {
      await step.run("before", () => journal.count("sleeper before"));
      await step.sleep("nap", "1s");
      ended("sleeper", await step.run("after", () => 7));
    }),
    client.createFunction({ id: "waiter", triggers: [{ event: "parity/waiter" }] }, async ({ step }) => {
      const answer = await step.waitForEvent("answer", { event: "parity/answer", timeout: "20s", match: "data.tag" });
      ended("waiter", answer?.data.value);
    }),
    client.createFunction({ id: "impatient", triggers: [{ event: "parity/impatient" }] }, async ({ step }) => {
      ended("impatient", await step.waitForEvent("answer", { event: "parity/never", timeout: "1s" }));
    }),
    client.createFunction({ id: "invoker", triggers: [{ event: "parity/invoker" }] }, async ({ step }) => {
      const { doubled } = await step.invoke("double", { function: doubler, data: { n: 21 } });
      const message = await step.invoke("break", { function: broken, data: {} }).catch((error: Error) => error.message);
      ended("invoker", [doubled, String(message).includes("broken within")]);
    }),
    client.createFunction({ id: "flaky", retries: 2, triggers: [{ event: "parity/flaky" }] }, async ({ step }) => {
      const tries = await step.run("try", () => {
        const count = journal.count("flaky");
        if (count < 3) throw new RetryAfterError("not yet", 1_000);
        return count;
      });
      ended("flaky", tries);
    }),
    client.createFunction({ id: "caught", retries: 1, triggers: [{ event: "parity/caught" }] }, async ({ step }) => {
      const failure = await step
        .run("fail", () => {
          journal.count("caught");
          throw new RetryAfterError("no use", 1_000);
        })
        .catch((error: Error) => `${error.name}: ${error.message}`);
      ended("caught", [failure, await step.run("after", () => "undone"), journal.countOf("caught")]);
    }),
    client.createFunction(
      {
        id: "hopeless",
        retries: 3,
        triggers: [{ event: "parity/hopeless" }],
        onFailure: async ({ event, error, step }) => {
          await step.run("note", () => 1);
          ended("hopeless", [error.message, journal.countOf("hopeless"), event.data.function_id]);
        },
      },
      async ({ step }) => {
        await step.run("fail", () => {
          journal.count("hopeless");
          throw new NonRetriableError("dead");
        });
      },
    ),
    client.createFunction(
      {
        id: "thrower",
        retries: 1,
        triggers: [{ event: "parity/thrower" }],
        onFailure: async ({ error }) => {
          ended("thrower", [error.message, journal.countOf("thrower"), journal.countOf("thrower step")]);
        },
      },
      async ({ step }) => {
        await step.run("one", () => journal.count("thrower step"));
        journal.count("thrower");
        throw new RetryAfterError("outside of a step", 1_000);
      },
    ),
    client.createFunction(
      {
        id: "cancelled",
        cancelOn: [{ event: "parity/cancel", match: "data.tag" }],
        triggers: [{ event: "parity/cancelled" }],
      },
      async ({ step }) => {
        await step.run("before", () => journal.count("cancelled before"));
        await step.sleep("nap", CANCELLED_NAP_MS);
        await step.run("after", () => ended("cancelled", "was not cancelled"));
      },
    ),
    client.createFunction(
      { id: "picky", triggers: [{ event: "parity/picky", if: "event.data.n > 10" }] },
      async ({ event }) => ended(`picky ${event.data.n}`, true),
    ),
    client.createFunction(
      { id: "once", idempotency: "event.data.key", triggers: [{ event: "parity/once" }] },
      async () => {
        journal.count("once");
      },
    ),
    client.createFunction(
      {
        id: "two-at-a-time",
        concurrency: { limit: 2, key: "event.data.group" },
        triggers: [{ event: "parity/crowd" }],
      },
      async ({ step }) => {
        await step.run("work", () => journal.whileActive(() => pause(40)));
        journal.count("crowd");
      },
    ),
    client.createFunction({ id: "sender", triggers: [{ event: "parity/sender" }] }, async ({ step }) => {
      await step.sendEvent("send", { name: "parity/repeated", data: { tag: "sent" } });
      ended("sender", true);
    }),
  ];
}

/** What each function ends with once, where nothing else is said in the test. */
export const PARITY_OUTCOMES: Record<string, unknown> = {
  "repeated first": 10,
  "repeated sent": 10,
  parallel: 6,
  chains: "3,3",
  race: "nap",
  "quick race": "nap",
  sleeper: 7,
  waiter: "hi",
  impatient: null,
  invoker: [42, true],
  flaky: 3,
  caught: ["RetryAfterError: no use", "undone", 2],
  hopeless: ["dead", 1, "parity-hopeless"],
  thrower: ["outside of a step", 2, 1],
  "picky 11": true,
  sender: true,
};
