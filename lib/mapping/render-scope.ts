import type { JsonObject, JsonValue } from "@/lib/json";
import { DEFAULT_TIME_ZONE } from "./date";
import { EVENT_CHARS_MAX } from "./limits";
import type { Path } from "./path";
import { type FoldedNames, readPath } from "./read-path";

/** What rendering may find out about a value. */
export type RenderIssueCode = "object_in_text" | "text_cut" | "list_cut" | "not_a_date" | "too_much_work";

/** Everything one event's templates are rendered with. */
export type RenderScope = {
  timeZone: string;
  /** The value at a path of the event or, where the event has none, of the context. */
  read(path: Path): JsonValue | undefined;
  /** Counts characters gone through; false, with an issue, when the event's whole share is used up. */
  spend(chars: number): boolean;
  report(code: RenderIssueCode): void;
  /** The codes reported since the last call, each once. */
  takeIssues(): RenderIssueCode[];
};

/** What a template can read besides the event: `integration.name`, `integration.id`, `lead.id`, `lead.receivedAt`. */
export type RenderContext = {
  integration?: { id: string; name: string };
  lead?: { id: string; receivedAt: string };
};

/** Opens the rendering of one event. A name of the context is looked up only where the event has nothing at that path. */
export function createRenderScope(
  event: JsonObject,
  context: RenderContext = {},
  timeZone: string = DEFAULT_TIME_ZONE,
): RenderScope {
  const names: FoldedNames = new WeakMap();
  const issues = new Set<RenderIssueCode>();
  let charsLeft = EVENT_CHARS_MAX;

  return {
    timeZone,
    read(path) {
      const found = readPath(path, event, names);
      return found === undefined ? readPath(path, context, names) : found;
    },
    spend(chars) {
      charsLeft -= chars;
      if (charsLeft < 0) issues.add("too_much_work");
      return charsLeft >= 0;
    },
    report(code) {
      issues.add(code);
    },
    takeIssues() {
      const taken = [...issues];
      issues.clear();
      return taken;
    },
  };
}
