import { isJsonObject } from "@/lib/json";
import { type Access, type Execute, WRITES } from "./json-rpc";
import { OdooError } from "./odoo-error";

/** `/json/2/<model>/<method>`, since Odoo 19. */
export async function answerJson2(
  request: Request,
  { access, execute }: { access: Access; execute: Execute },
): Promise<Response> {
  try {
    return Response.json(await dispatch(request, { access, execute }));
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    return Response.json(error.toData(), { status: error.status });
  }
}

export async function isJson2Write(request: Request): Promise<boolean> {
  return WRITES.includes(readPath(request).method);
}

async function dispatch(request: Request, { access, execute }: { access: Access; execute: Execute }) {
  const { model, method } = readPath(request);
  if (request.headers.get("x-odoo-database") !== access.database) {
    throw new OdooError("werkzeug.exceptions.NotFound", "database not found");
  }
  if (request.headers.get("authorization") !== `bearer ${access.apiKey}`) {
    throw new OdooError("werkzeug.exceptions.Unauthorized", "Invalid apikey");
  }
  if (request.method !== "POST") throw new OdooError("werkzeug.exceptions.NotFound", "Not Found");
  const body: unknown = await request.json();
  const { ids, context, ...args } = isJsonObject(body) ? body : {};
  try {
    return execute({
      ...{ model, method, args, userId: access.userId },
      ids: Array.isArray(ids) ? ids.map(Number) : undefined,
      context: isJsonObject(context) ? context : {},
    });
  } catch (error) {
    throw error instanceof OdooError ? toHttp(error) : error;
  }
}

/** Mistakes of a call are told as those of HTTP. */
function toHttp(error: OdooError) {
  if (error.exception === "builtins.TypeError") {
    return new OdooError("werkzeug.exceptions.UnprocessableEntity", error.message);
  }
  const isAbsent = error.exception === "builtins.AttributeError" || error.message.startsWith("Object ");
  return isAbsent ? new OdooError("werkzeug.exceptions.NotFound", error.message) : error;
}

function readPath(request: Request) {
  const [, , , model = "", method = ""] = new URL(request.url).pathname.split("/");
  return { model, method };
}
