import { toComparable, toHtml } from "../html";
import { joinSpaces } from "../is-same-text";
import type { CreateTaskInput } from "../types";
import type { ApiActivity, ApiActivityInput } from "./api-types";
import { cut, toId } from "./mapper-values";

/** The type «Task» that every account begins with [K: not confirmed that it cannot be switched off]. */
const ACTIVITY_TYPE = "task";
/** A subject is one line; the whole text stands in the note. [K: Pipedrive's own bound, 255, is not confirmed.] */
const SUBJECT_LENGTH_MAX = 200;

/** Pipedrive takes times in UTC, to the minute. Whose task it is follows from the primary participant, not from a person's id. */
export function toNewActivity({ contactId, dealId, responsibleId, text, dueAt }: CreateTaskInput): ApiActivityInput {
  const due = new Date(dueAt).toISOString();
  const ownerId = toId(responsibleId);
  const deal = toId(dealId);
  const personId = toId(contactId);
  return {
    subject: cut(joinSpaces(text), SUBJECT_LENGTH_MAX),
    type: ACTIVITY_TYPE,
    ...(ownerId && { owner_id: ownerId }),
    ...(deal && { deal_id: deal }),
    participants: personId ? [{ person_id: personId, primary: true }] : [],
    due_date: due.slice(0, 10),
    due_time: due.slice(11, 16),
    note: toHtml(text),
  };
}

/** Whether an activity is the one that was to be made: the same words at the same minute. */
export function isSameActivity(activity: ApiActivity, wanted: ApiActivityInput): boolean {
  return (
    activity.is_deleted !== true &&
    activity.due_date === wanted.due_date &&
    activity.due_time?.slice(0, 5) === wanted.due_time &&
    toComparable(activity.subject ?? "") === toComparable(wanted.subject) &&
    toComparable(activity.note ?? "") === toComparable(wanted.note)
  );
}
