import { log } from "@/lib/log";

/** Resolves when the supervisor says that the database is ready; at once for a process started by hand. */
export function waitForGo(): Promise<void> {
  if (!process.send) return Promise.resolve();
  return new Promise((resolve) => {
    process.on("message", (message) => message === "go" && resolve());
  });
}

/** Tells the supervisor, if there is one, that this process is at work. */
export function sayReady() {
  process.send?.("ready");
}

/** Runs `stop` once and then ends the process: on a signal, and when the supervisor is gone. */
export function stopOnSignal(stop: () => Promise<void>) {
  let isStopping = false;
  const end = async () => {
    if (isStopping) return;
    isStopping = true;
    await stop();
    process.exit(0);
  };
  process.on("SIGTERM", end).on("SIGINT", end).on("disconnect", end);
}

/**
 * Lets the process live when a connection to the database breaks while the driver asks for the types of arrays: nobody
 * waits for that question, so its failure ends up here. Any other error that nobody handled ends the process.
 */
export function outliveLostConnections() {
  process.on("unhandledRejection", (error) => {
    if (isLostConnection(error)) log.warn({ err: error }, "A connection to the database was lost");
    else throw error;
  });
}

function isLostConnection(error: unknown) {
  return error instanceof Error && "code" in error && /^(ECONN|EPIPE|CONNECTION_)/.test(String(error.code));
}
