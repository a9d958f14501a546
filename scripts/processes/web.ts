import { createServer } from "node:http";
import next from "next";
import { getEnv } from "@/lib/env";
import { sayReady, stopOnSignal, waitForGo } from "./supervised";

const { HOST, PORT } = getEnv();
const app = next({ dev: false, hostname: HOST, port: PORT });
await app.prepare();
await waitForGo();
const handle = app.getRequestHandler();
const server = createServer((request, response) => void handle(request, response));
server.listen(PORT, HOST, sayReady);
stopOnSignal(async () => {
  server.close();
  server.closeAllConnections();
  await app.close();
});
