import type { ApiRoute } from "./define-route";

type Match =
  | { ok: true; route: ApiRoute; params: Record<string, string> }
  /** `allow`: the methods that this path does have; none when there is no such path. */
  | { ok: false; allow: string[] };

/**
 * The route of a method and a path below `/api/v1`.
 *
 * @example matchRoute(routes, { method: "GET", path: "/leads/42" }) // => { ok: true, route: readLead, params: { id: "42" } }
 */
export function matchRoute(routes: readonly ApiRoute[], { method, path }: { method: string; path: string }): Match {
  const parts = path.split("/");
  const found = routes.flatMap((route) => {
    const params = matchPath(route.path.split("/"), parts);
    return params ? [{ route, params }] : [];
  });
  const wanted = method === "HEAD" ? "GET" : method;
  const match = found.find(({ route }) => route.method === wanted);
  return match ? { ok: true, ...match } : { ok: false, allow: found.map(({ route }) => route.method) };
}

function matchPath(pattern: string[], parts: string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, name] of pattern.entries()) {
    const part = parts[index] ?? "";
    if (name.startsWith("{")) params[name.slice(1, -1)] = part;
    else if (name !== part) return null;
  }
  return params;
}
