import type { CrmAccount, CrmDirectory, CrmField, CrmPipeline, CrmUser } from "../types";
import type { ApiAccount, ApiField, ApiPipeline, ApiUser } from "./api-types";
import { toFieldKey, toFieldType } from "./mapper-values";
import { isOpenStatus, toStageId, WON_STATUS } from "./stage-id";

/** Stages of this type hold leads that nobody took up yet. Leads get there by other means than deals do. */
const INCOMING_STAGE_TYPE = 1;

/** Fields that stand beside the custom ones. There is none for the source of a deal: the UTM fields are custom ones. */
const OWN_FIELDS: readonly CrmField[] = [
  own("contact", "name", "Ім'я та прізвище", "text"),
  own("contact", "firstName", "Ім'я", "text"),
  own("contact", "lastName", "Прізвище", "text"),
  own("contact", "phone", "Телефон", "phone"),
  own("contact", "email", "E-mail", "email"),
  own("contact", "tags", "Теги", "tags"),
  own("contact", "note", "Примітка", "text"),
  own("contact", "responsible", "Відповідальний", "user"),
  own("deal", "name", "Назва угоди", "text"),
  own("deal", "pipeline", "Воронка", "pipeline"),
  own("deal", "stage", "Етап", "stage"),
  own("deal", "amount", "Бюджет", "number"),
  own("deal", "responsible", "Відповідальний", "user"),
  { ...own("deal", "tags", "Теги", "tags"), isBuiltIn: false },
];
/** Contacts keep these in custom fields, which are spoken of by our own keys. */
const OWN_CODES = ["PHONE", "EMAIL"];

/** `users` null: the token may not list them. */
export function toAccount({
  account,
  users,
  origin,
  credentialsEndAt,
}: {
  account: ApiAccount;
  users: ApiUser[] | null;
  origin: string;
  credentialsEndAt: string | null;
}): CrmAccount {
  return {
    name: account.name,
    userName: users?.find(({ id }) => id === account.current_user_id)?.name ?? null,
    url: origin,
    credentialsEndAt,
    notices: users ? [] : [{ code: "users_hidden", detail: null }],
  };
}

export function toUser({ id, name, email, rights }: ApiUser): CrmUser {
  return { id: String(id), name: name || `ID ${id}`, email: email || null, isActive: rights?.is_active ?? true };
}

/** The user of the token, of whom the account tells the id alone. */
export function toOwnUser({ current_user_id }: ApiAccount): CrmUser {
  return { id: String(current_user_id), name: `ID ${current_user_id}`, email: null, isActive: true };
}

export function toDirectory(lists: {
  users: CrmUser[];
  pipelines: ApiPipeline[];
  contactFields: ApiField[];
  leadFields: ApiField[];
}): CrmDirectory {
  return {
    users: lists.users,
    pipelines: lists.pipelines
      .filter(({ is_archive }) => !is_archive)
      .sort((a, b) => a.sort - b.sort)
      .map(toPipeline),
    fields: [
      ...OWN_FIELDS,
      ...lists.contactFields.flatMap((field) => toField("contact", field)),
      ...lists.leadFields.flatMap((field) => toField("deal", field)),
    ],
  };
}

function toPipeline({ id, name, _embedded }: ApiPipeline): CrmPipeline {
  return {
    id: String(id),
    name,
    stages: _embedded.statuses
      .filter(({ type }) => type !== INCOMING_STAGE_TYPE)
      .sort((a, b) => a.sort - b.sort)
      .map((status) => ({
        id: toStageId({ pipeline_id: id, status_id: status.id }),
        name: status.name,
        kind: isOpenStatus(status.id) ? "open" : status.id === WON_STATUS ? "won" : "lost",
      })),
  };
}

/** A field as it is offered; none where it can not be written. */
function toField(entity: CrmField["entity"], { id, name, type, code, enums, is_computed }: ApiField): CrmField[] {
  const ours = toFieldType(type);
  const isOwn = entity === "contact" && OWN_CODES.includes(code ?? "");
  if (ours === null || isOwn || is_computed) return [];
  const field = { entity, key: toFieldKey(id), label: name, type: ours, isBuiltIn: false, isRequired: false };
  if (ours !== "enum" && ours !== "multi_enum") return [{ ...field, nativeType: type }];
  if (!enums || enums.length === 0) return [];
  const options = enums.map((option) => ({ id: String(option.id), label: option.value }));
  return [{ ...field, nativeType: type, options }];
}

function own(entity: CrmField["entity"], key: string, label: string, type: CrmField["type"]): CrmField {
  return { entity, key, label, type, isBuiltIn: true, isRequired: false };
}
