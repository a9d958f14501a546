import { fileURLToPath } from "node:url";

/** The folder that holds package.json. Bundles lie one level below it, as this file does. */
export const PROJECT_ROOT = fileURLToPath(new URL("..", import.meta.url));
