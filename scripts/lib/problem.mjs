/** Something the reader can act on; shown without a stack. */
export class Problem extends Error {}

/**
 * Turns what a part threw, whose message is written for the operator, into a problem.
 *
 * @param {unknown} error
 */
export function toProblem(error) {
  return new Problem(error instanceof Error ? error.message : String(error), { cause: error });
}

/**
 * Runs a command's main part. A problem ends the process with its words alone, anything else with all there is to know.
 *
 * @param {() => Promise<void>} main
 */
export async function stopOnProblem(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exit(1);
  }
}
