import type { OdooClient } from "./client";
import { orElse } from "./or-else";

/**
 * Whether the user may make records of the model. Null where Odoo does not say: the model is not there, or this version is asked
 * in another way.
 */
export function mayCreate(client: OdooClient, model: string): Promise<boolean | null> {
  return orElse(client.mayCreate(model), null);
}
