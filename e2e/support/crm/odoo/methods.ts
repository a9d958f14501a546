import type { OdooVersion } from "@/lib/crm/odoo/fixtures";
import { isJsonObject } from "@/lib/json";
import { createCrm } from "./crm";
import { OdooError } from "./odoo-error";
import { type Context, createOrm } from "./orm";
import type { Tables } from "./tables";

/** A call as both protocols mean it: arguments by name. */
export type MethodCall = {
  model: string;
  method: string;
  ids: readonly number[] | undefined;
  args: Record<string, unknown>;
  context: Context;
  userId: number;
};

type Method = {
  /** Names of the arguments in Python's order. */
  params: readonly string[];
  /** Of the model, so that there are no records to give. */
  isModel?: boolean;
  /** Takes further arguments by name. */
  isOpen?: boolean;
  run(call: MethodCall & { ids: readonly number[] }): unknown;
};

/** What may be called of the models, with Python's signatures. */
export function createMethods(
  tables: Tables,
  { version, forbidden }: { version: OdooVersion; forbidden: ReadonlySet<string> },
) {
  const orm = createOrm(tables);
  const crm = createCrm(orm, { tables, version });
  const methods: Record<string, Method> = {
    search_read: {
      params: ["domain", "fields", "offset", "limit", "order"],
      isModel: true,
      run: ({ model, args, context }) => orm.searchRead(model, args, context),
    },
    read: { params: ["fields", "load"], run: ({ model, ids, args }) => orm.read(model, ids, args.fields) },
    create: {
      params: ["vals_list"],
      isModel: true,
      run: ({ model, args, userId }) =>
        [args.vals_list].flat().map((vals) => crm.create(model, toVals(vals), { userId }).id),
    },
    write: {
      params: ["vals"],
      run: ({ model, ids, args }) => crm.write(model, ids, toVals(args.vals)),
    },
    fields_get: {
      params: ["allfields", "attributes"],
      isModel: true,
      run: ({ model, args: { allfields, attributes } }) =>
        Object.fromEntries(
          Object.entries(orm.getTable(model).fields)
            .filter(([name]) => !Array.isArray(allfields) || allfields.includes(name))
            .map(([name, field]) => [name, pick(field, attributes)]),
        ),
    },
    activity_schedule: {
      params: ["act_type_xmlid", "date_deadline", "summary", "note"],
      isOpen: true,
      run: ({ model, ids, args }) =>
        ids.map((id) => orm.create("mail.activity", { ...args, res_model: model, res_id: id }).id),
    },
    context_get: {
      params: [],
      isModel: true,
      run: ({ userId }) => ({ lang: "uk_UA", tz: "Europe/Kyiv", uid: userId }),
    },
    ...(version >= 18 && { has_access: { params: ["operation"], run: ({ model }) => mayUse(model) } }),
    ...(version < 19 && {
      check_access_rights: {
        params: ["operation", "raise_exception"],
        isModel: true,
        run: ({ model }) => mayUse(model),
      },
    }),
  };

  function mayUse(model: string) {
    orm.getTable(model);
    return !forbidden.has(model);
  }

  return function execute(call: MethodCall): unknown {
    const { model, args, ids } = call;
    orm.getTable(model);
    const method = Object.hasOwn(methods, call.method) ? methods[call.method] : undefined;
    if (!method) throw new OdooError("builtins.AttributeError", `The method '${model}.${call.method}' does not exist`);
    if (forbidden.has(model) && !/^(has_access|check_access_rights)$/.test(call.method)) {
      throw new OdooError("odoo.exceptions.AccessError", `You are not allowed to access '${model}' records.`);
    }
    const unknown = Object.keys(args).find((name) => !method.isOpen && !method.params.includes(name));
    if (unknown)
      throw new OdooError("builtins.TypeError", `${call.method}() got an unexpected keyword argument '${unknown}'`);
    if (method.isModel && ids) throw new OdooError("builtins.TypeError", `${call.method}() takes no ids`);
    return method.run({ ...call, ids: ids ?? [] });
  };
}

function toVals(value: unknown) {
  if (isJsonObject(value)) return value;
  throw new OdooError("builtins.ValueError", "The values are no dictionary");
}

function pick(field: object, names: unknown) {
  return Object.fromEntries(Object.entries(field).filter(([name]) => !Array.isArray(names) || names.includes(name)));
}
