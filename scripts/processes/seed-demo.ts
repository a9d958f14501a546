import { once } from "node:events";
import { DEMO_EMAIL, seedDemo } from "@/db/seed";
import type { SeededDemo } from "../supervisor/demo";

// Run by the supervisor, with the environment of the web server.
const [password] = await once(process, "message");
const demo = await seedDemo({ password });
const answer: SeededDemo = { email: DEMO_EMAIL, hookPath: demo?.hookPath ?? null, isNew: demo !== null };
process.send?.(answer, () => process.exit(0));
