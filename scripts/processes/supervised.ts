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
