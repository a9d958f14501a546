import { Environment } from "@marcbachmann/cel-js";

/** What an expression of a function may read: the event that started the run and, in a match, the one that came later. */
export type ExpressionScope = { event: unknown; async?: unknown };

type Evaluate = (scope: ExpressionScope) => unknown;

const environment = new Environment({ unlistedVariablesAreDyn: true });
const compiled = new Map<string, Evaluate>();

/** Compiles a CEL expression once; throws, with the expression's name in the message, when it is not valid. */
export function compileExpression(source: string, name: string): Evaluate {
  const known = compiled.get(source);
  if (known) return known;
  try {
    const parsed = environment.parse(source);
    const evaluate: Evaluate = (scope) => parsed(scope);
    compiled.set(source, evaluate);
    return evaluate;
  } catch (cause) {
    throw new Error(`${name} is not a valid expression: ${source}`, { cause });
  }
}

/** Whether the expression holds; one that fails on this event, because a field is missing, does not. */
export function matches(source: string | null | undefined, scope: ExpressionScope): boolean {
  if (!source) return true;
  try {
    return compileExpression(source, "A condition")(scope) === true;
  } catch {
    return false;
  }
}

/** The expression's value as text, to be used as a key; null when it fails on this event. */
export function evaluateKey(source: string, scope: ExpressionScope): string | null {
  try {
    const value = compileExpression(source, "A key")(scope);
    return typeof value === "string" ? value : JSON.stringify(value, (_, v) => (typeof v === "bigint" ? Number(v) : v));
  } catch {
    return null;
  }
}
