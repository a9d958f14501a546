import type { Account, Task } from "./account";
import { type Input, toId, toText } from "./input";
import { invalid, readFilter, toPage } from "./replies";

const DEADLINE = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Tasks by what they are on, newest first. */
export function listTasks({ tasks }: Account, url: URL) {
  const type = readFilter(url, "parent_type_eq");
  const id = readFilter(url, "parent_id_eq");
  const found = [...tasks.values()]
    .reverse()
    .filter((task) => (!type || task.parent_type === type) && (!id || String(task.parent_id) === id));
  return toPage(url, found);
}

export function createTask(account: Account, input: Input) {
  const title = toText(input, "title");
  if (!title) throw invalid("title", "is required");
  const deadline = toText(input, "deadline_at") ?? null;
  if (deadline && !DEADLINE.test(deadline)) throw invalid("deadline_at", "is not a time");
  const id = account.nextId();
  const task: Task = {
    id,
    title,
    comment: toText(input, "comment") ?? null,
    deadline_at: deadline,
    user_id: toId(input, "user_id", account.users) ?? null,
    ...toParent(account, input),
  };
  account.tasks.set(id, task);
  const now = account.now();
  return { id, created_at: now, updated_at: now };
}

function toParent(account: Account, input: Input): Pick<Task, "parent_type" | "parent_id"> {
  const type = toText(input, "parent_type");
  if (!type) return { parent_type: null, parent_id: null };
  const records = { Agreement: account.agreements, Client: account.clients }[type];
  if (!records) throw invalid("parent_type", "is not included in the list");
  return { parent_type: type, parent_id: toId(input, "parent_id", [...records.values()]) ?? null };
}
