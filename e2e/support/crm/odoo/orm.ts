import type { OdooField, OdooValue } from "@/lib/crm/odoo/api-types";
import { compileDomain } from "./domain";
import { OdooError } from "./odoo-error";
import { toStoredValue } from "./stored-value";
import type { StoredRow, StoredValue, Table, Tables } from "./tables";

export type Context = Record<string, unknown>;
type Query = { domain?: unknown; fields?: unknown; offset?: unknown; limit?: unknown; order?: unknown };

/** What Odoo's models do with rows, whatever they hold. */
export function createOrm(tables: Tables) {
  let writes = 0;

  function getTable(model: string): Table {
    const table = tables.get(model);
    if (!table) throw new OdooError("odoo.exceptions.UserError", `Object ${model} doesn't exist`);
    return table;
  }

  function getField(model: string, name: string): OdooField {
    const field = name === "id" ? { type: "integer", string: "ID" } : getTable(model).fields[name];
    if (!field) throw new OdooError("builtins.ValueError", `Invalid field '${name}' on model '${model}'`);
    return field;
  }

  function readValue(model: string, row: StoredRow, name: string): StoredValue {
    getField(model, name);
    if (name === "display_name") return row.name ?? false;
    return getTable(model).compute?.(row)[name] ?? row[name] ?? false;
  }

  function readPath(model: string, row: StoredRow, path: string): StoredValue {
    const [name = "", next] = path.split(".");
    const value = readValue(model, row, name);
    const { relation = "" } = getField(model, name);
    const linked = next && typeof value === "number" ? getTable(relation).rows.get(value) : undefined;
    if (!next) return value;
    return linked ? readValue(relation, linked, next) : false;
  }

  function render(model: string, row: StoredRow, name: string): OdooValue {
    const { type, relation = "" } = getField(model, name);
    const value = readValue(model, row, name);
    if (type === "many2one" && typeof value === "number") {
      return [value, String(getTable(relation).rows.get(value)?.name ?? "")];
    }
    if (type === "many2many")
      return sort(relation, toRows(relation, Array.isArray(value) ? value : [])).map(({ id }) => id);
    if (value === false && ["integer", "float", "monetary"].includes(type)) return 0;
    return value === "" ? false : value;
  }

  const toRows = (model: string, ids: readonly number[]) => ids.flatMap((id) => getTable(model).rows.get(id) ?? []);

  function sort(model: string, rows: readonly StoredRow[], order: string = getTable(model).order) {
    const keys = order.split(",").map((part) => part.trim().split(/\s+/));
    return rows.toSorted((a, b) => {
      for (const [name = "id", direction] of keys) {
        const compared = compare(readValue(model, a, name), readValue(model, b, name));
        if (compared !== 0) return direction === "desc" ? -compared : compared;
      }
      return 0;
    });
  }

  function read(model: string, ids: readonly number[], fields: unknown) {
    const names = Array.isArray(fields) && fields.length > 0 ? fields.map(String) : Object.keys(getTable(model).fields);
    for (const name of names) getField(model, name);
    return toRows(model, ids).map((row) => ({
      id: row.id,
      ...Object.fromEntries(names.map((name) => [name, render(model, row, name)])),
    }));
  }

  function search(model: string, { domain = [], offset = 0, limit, order }: Query, context: Context) {
    const names = JSON.stringify(domain);
    const hidesArchive = context.active_test !== false && getTable(model).fields.active && !names.includes('"active"');
    const test = compileDomain(domain, { read: (row, path) => readPath(model, row, path) });
    const rows = [...getTable(model).rows.values()].filter(
      (row) => !(hidesArchive && row.active === false) && test(row),
    );
    const end = typeof limit === "number" ? Number(offset) + limit : undefined;
    return sort(model, rows, typeof order === "string" ? order : undefined).slice(Number(offset), end);
  }

  /** Values as they are stored; refuses what the model does not have or cannot keep. */
  function apply(model: string, row: StoredRow, vals: unknown) {
    if (typeof vals !== "object" || vals === null) throw new OdooError("builtins.ValueError", "vals is no dictionary");
    for (const [name, value] of Object.entries(vals)) {
      const field = getField(model, name);
      const has = (id: number) => tables.get(field.relation ?? "")?.rows.has(id) ?? false;
      row[name] = toStoredValue(value, { name: `${model}.${name}`, field, before: row[name], has });
    }
    for (const [name, field] of Object.entries(getTable(model).fields)) {
      if (field.required && !row[name]) {
        throw new OdooError(
          "odoo.exceptions.ValidationError",
          `The operation cannot be completed: mandatory field ${field.string} (${name})`,
        );
      }
    }
    writes += 1;
    row.write_date = new Date(Date.UTC(2026, 10, 25, 8, 0, writes)).toISOString().slice(0, 19).replace("T", " ");
  }

  return {
    getTable,
    read,
    search,
    searchRead: (model: string, query: Query, context: Context) =>
      read(
        model,
        search(model, query, context).map(({ id }) => id),
        query.fields,
      ),
    create(model: string, vals: unknown): StoredRow {
      const { rows } = getTable(model);
      const create_date = new Date().toISOString().slice(0, 19).replace("T", " ");
      const row: StoredRow = { id: Math.max(0, ...rows.keys()) + 1, active: true, create_date };
      apply(model, row, vals);
      rows.set(row.id, row);
      return row;
    },
    write(model: string, ids: readonly number[], vals: unknown): StoredRow[] {
      const { rows } = getTable(model);
      return ids.map((id) => {
        const row = rows.get(id);
        if (!row)
          throw new OdooError(
            "odoo.exceptions.MissingError",
            `Record does not exist or has been deleted.\n(Record: ${model}(${id},))`,
          );
        const changed = structuredClone(row);
        apply(model, changed, vals);
        rows.set(id, changed);
        return changed;
      });
    },
  };
}

function compare(left: StoredValue, right: StoredValue) {
  if (typeof left === "string" && typeof right === "string") return left.localeCompare(right, "uk");
  return Number(left) - Number(right);
}
