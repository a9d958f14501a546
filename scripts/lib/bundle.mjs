import { Problem } from "./problem.mjs";
import { ROOT } from "./root.mjs";

/**
 * Bundles TypeScript programs into `dist/`, where Node.js runs them; packages stay outside.
 *
 * @param {{ entryPoints: string[], entryNames?: string }} options paths relative to the project
 */
export async function bundle({ entryPoints, entryNames = "[name]" }) {
  const { build } = await import("esbuild");
  try {
    await build({
      absWorkingDir: ROOT,
      entryPoints,
      entryNames,
      outdir: "dist",
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node20.9",
      packages: "external",
      logLevel: "silent",
      alias: { "server-only": "./node_modules/next/dist/compiled/server-only/empty.js" },
    });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Problem(`${entryPoints.join(", ")} could not be bundled:\n${words}`);
  }
}
