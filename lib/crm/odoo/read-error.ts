import { isJsonObject, type JsonValue } from "@/lib/json";
import type { CrmConnector, CrmErrorKind } from "../types";

/** What the exceptions of Odoo's server mean, by the end of their names. What is not here is taken for a passing fault. */
const KINDS = new Map<string, CrmErrorKind>(
  Object.entries({
    AccessDenied: "hold",
    SessionExpiredException: "hold",
    Unauthorized: "hold",
    // One record or one model, while the credentials as such are right.
    AccessError: "reject",
    MissingError: "reject",
    UserError: "reject",
    RedirectWarning: "reject",
    ValidationError: "reject",
    ValueError: "reject",
    TypeError: "reject",
    KeyError: "reject",
    AttributeError: "reject",
    NotFound: "reject",
    UnprocessableEntity: "reject",
    NotNullViolation: "reject",
    UniqueViolation: "reject",
    ForeignKeyViolation: "reject",
    CheckViolation: "reject",
    IntegrityError: "reject",
    SerializationFailure: "retry",
    DeadlockDetected: "retry",
    LockNotAvailable: "retry",
  } as const),
);

/** Words of its own for what would name the database server. */
const NO_DATABASE = "Odoo has no database of this name: check the name of the database in the connection";
const DATABASE_DOWN = "Odoo could not reach its database";

/**
 * Reads an exception of Odoo's: in the `error` of a JSON-RPC answer, which has the status 200, or as the body of a JSON-2
 * answer. `debug` holds a traceback with data of the customer's, and is never read.
 */
export const readError: NonNullable<CrmConnector["readError"]> = ({ status, body }) => {
  if (!isJsonObject(body)) return null;
  if (isJsonObject(body.error)) {
    return isRpcGone(body) ? null : readException(body.error.data ?? null, { rpc: body.error });
  }
  return status >= 400 ? readException(body, {}) : null;
};

/** Whether a server says over JSON-RPC itself that it does not speak it any more. */
export function isRpcGone(body: unknown): boolean {
  return isJsonObject(body) && isJsonObject(body.error) && body.error.code === 404;
}

function readException(exception: JsonValue, { rpc }: { rpc?: Record<string, JsonValue> }) {
  const { name = null, message = null } = isJsonObject(exception) ? exception : {};
  const isRpc = rpc?.code !== undefined;
  if (typeof name !== "string") return isRpc ? { kind: "retry" as const, words: toWords(rpc?.message ?? null) } : null;
  const kind = toKind(name);
  if (name.endsWith("OperationalError")) return readDatabaseError(message);
  // The status of JSON-2 speaks for what is not known by name; JSON-RPC has none.
  return {
    kind: kind ?? (isRpc ? ("retry" as const) : undefined),
    words: toWords(message) ?? toWords(rpc?.message ?? null),
  };
}

/** One exception stands for a name that is wrong and for a server that is down; only the first has to be mended by people. */
function readDatabaseError(message: JsonValue) {
  const isUnknown = typeof message === "string" && /database .* does not exist/.test(message);
  return isUnknown ? { kind: "hold" as const, words: NO_DATABASE } : { kind: "retry" as const, words: DATABASE_DOWN };
}

function toKind(name: string): CrmErrorKind | undefined {
  return KINDS.get(name.slice(name.lastIndexOf(".") + 1));
}

/** The first line: below it databases quote the whole row. */
function toWords(message: JsonValue) {
  return (typeof message === "string" && message.trim().split("\n")[0]) || undefined;
}
