import { getEnv } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/project-root";
import { createWebServer } from "@/lib/server/create-web-server";
import { outliveLostConnections, sayReady, stopOnSignal, waitForGo } from "./supervised";

outliveLostConnections();
const { HOST, PORT } = getEnv();
// Next.js loads while the database starts; nothing is received before the tables are there.
const server = createWebServer({ host: HOST, port: PORT, dir: PROJECT_ROOT });
stopOnSignal(() => server.close());
await waitForGo();
await server.listen();
sayReady();
// Without pages the process is of no use to people, so it ends and is started again.
await server.pagesReady;
