import "server-only";
import type { Transaction } from "@/db/with-account";
import { deleteCollection, saveCollection } from "@/lib/collections/mutations";
import { type CollectionDetails, listCollections } from "@/lib/collections/queries";
import type { CollectionInput } from "@/lib/collections/schema";
import { type ApiCall, defineRoute, idParams } from "../define-route";
import { pageOf, pageQuery, toPage } from "../paging";
import { ApiProblem, toInvalid } from "../problem";
import * as shapes from "../shapes";

const common = { tag: "collections" } as const;
const example = { name: "Київ", connectionId: "0199c4a2-7c1e-7d50-8a11-2f6b3c4d5e6f", userIds: ["u1", "u2"] };

/** Collections of managers. */
export const COLLECTION_ROUTES = [
  defineRoute({
    ...common,
    operationId: "listCollections",
    method: "GET",
    path: "/collections",
    scope: "collections:read",
    query: pageQuery,
    answer: pageOf(shapes.collection),
    async handle({ caller, query, read }) {
      const { items, next } = toPage(await read((tx) => listCollections(tx, caller.accountId)), query);
      return { items: items.map(toCollection), next };
    },
  }),
  defineRoute({
    ...common,
    operationId: "createCollection",
    method: "POST",
    path: "/collections",
    scope: "collections:write",
    body: shapes.collectionInput,
    status: 201,
    answer: shapes.collection,
    problems: ["name_taken"],
    example,
    handle: (call) => save(call, null),
  }),
  defineRoute({
    ...common,
    operationId: "readCollection",
    method: "GET",
    path: "/collections/{id}",
    scope: "collections:read",
    params: idParams,
    answer: shapes.collection,
    problems: ["not_found"],
    handle: ({ caller, params, read }) => read((tx) => readCollection(tx, { ...caller, id: params.id })),
  }),
  defineRoute({
    ...common,
    operationId: "updateCollection",
    method: "PUT",
    path: "/collections/{id}",
    scope: "collections:write",
    params: idParams,
    body: shapes.collectionInput,
    answer: shapes.collection,
    problems: ["not_found", "name_taken"],
    example,
    handle: (call) => save(call, call.params.id),
  }),
  defineRoute({
    ...common,
    operationId: "deleteCollection",
    method: "DELETE",
    path: "/collections/{id}",
    scope: "collections:write",
    params: idParams,
    problems: ["not_found"],
    handle: ({ caller, params, change }) =>
      change(async (tx) => {
        if (!(await deleteCollection(tx, { ...caller, id: params.id }))) throw new ApiProblem("not_found");
      }),
  }),
];

function save({ caller, body, change }: ApiCall<unknown, unknown, CollectionInput>, id: string | null) {
  return change(async (tx) => {
    // Whether there is such a collection comes before what is wrong with its input.
    if (id) await readCollection(tx, { ...caller, id });
    const saved = await saveCollection(tx, { ...caller, id, input: body });
    if (saved.ok) return readCollection(tx, { ...caller, id: saved.id });
    if (saved.reason === "unknown_connection") throw toInvalid(["connectionId"], "choose");
    if (saved.reason === "unknown_user") throw toInvalid(["userIds"], "choose");
    throw new ApiProblem(saved.reason);
  });
}

async function readCollection(tx: Transaction, { accountId, id }: { accountId: string; id: string }) {
  const found = (await listCollections(tx, accountId)).find((collection) => collection.id === id);
  if (!found) throw new ApiProblem("not_found");
  return toCollection(found);
}

function toCollection({ members, ...collection }: CollectionDetails) {
  return {
    ...collection,
    members: members.map(({ crmUserId, position, isActive, user }) => ({
      userId: crmUserId,
      name: user?.name ?? null,
      position,
      isActive,
    })),
  };
}
