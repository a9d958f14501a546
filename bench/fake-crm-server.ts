import { startFakeCrm } from "./fake-crm";

/** The fake CRM as a process of its own: `fake-crm-server [milliseconds per call] [port]`. Prints its port. */
const [delayMs = "5", port = "0"] = process.argv.slice(2);
const crm = await startFakeCrm({ delayMs: Number(delayMs), port: Number(port) });
process.stdout.write(`${crm.port}\n`);
