import { z } from "zod";
import type { EditBasis } from "@/lib/integrations/edit-basis";
import type { ApiCall } from "./define-route";
import { ApiProblem } from "./problem";

const BASIS = /^[1-9]\d{0,8}(\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/;

/** What an editor had read before the edit: it goes back as it came, in the body or as `If-Match`. */
export const basisSchema = z.string().regex(BASIS);

/** @example toBasisText({ version: 3, revision: null }) // => "3" */
export function toBasisText({ version, revision }: EditBasis): string {
  return revision === null ? String(version) : `${version}.${revision}`;
}

/**
 * The basis of an edit, from what its body or query says or from `If-Match`.
 *
 * @throws ApiProblem `basis_required` when it is in neither.
 */
export function takeBasis({ ifMatch }: Pick<ApiCall, "ifMatch">, given: string | undefined): EditBasis {
  const text = given ?? ifMatch;
  if (text === null || !BASIS.test(text)) throw new ApiProblem("basis_required");
  const [version, revision = null] = text.split(".");
  return { version: Number(version), revision };
}
