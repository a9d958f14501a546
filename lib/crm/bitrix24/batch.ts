/** One command of a batch, in the vendor's words. */
export type Command = { method: string; params?: Record<string, unknown> };

/** More commands in one batch are refused. Source: the vendor's documentation. */
export const BATCH_COMMANDS_MAX = 50;

/** A command whose name begins so may fail without the others being in vain. */
export const OPTIONAL_PREFIX = "try_";

/** A batch as it is sent; every command is an address with its parameters spelt the way of PHP. */
export function toBatch(commands: Readonly<Record<string, Command>>) {
  const cmd = Object.entries(commands).map(
    ([name, { method, params = {} }]) => [name, toCommand(method, params)] as const,
  );
  return { halt: 0, cmd: Object.fromEntries(cmd) };
}

/**
 * @example
 * toCommand("crm.deal.list", { filter: { CONTACT_ID: 46 }, select: ["ID"] })
 * // => "crm.deal.list?filter%5BCONTACT_ID%5D=46&select%5B0%5D=ID"
 */
function toCommand(method: string, params: Record<string, unknown>): string {
  const pairs = Object.entries(params).flatMap(([name, value]) => toPairs(name, value));
  const query = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
  return query ? `${method}?${query}` : method;
}

function toPairs(name: string, value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, item]) => toPairs(`${name}[${key}]`, item));
}
