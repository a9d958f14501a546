import {
  dealFieldsFixture,
  meFixture,
  personFieldsFixture,
  pipelinesFixture,
  stagesFixture,
  usersFixture,
} from "@/lib/crm/pipedrive/fixtures";
import type { JsonValue } from "@/lib/json";

type ContactPoint = { value: string; primary: boolean; label: string };
type Row = { id: number; add_time: string; update_time: string; is_deleted: boolean };

export type Person = Row & {
  name: string;
  first_name: string;
  last_name: string;
  owner_id: number;
  org_id: null;
  emails: ContactPoint[];
  phones: ContactPoint[];
  label_ids: number[];
  visible_to: number;
  custom_fields: Record<string, JsonValue>;
};

export type Deal = Row & {
  title: string;
  owner_id: number;
  person_id: number | null;
  pipeline_id: number;
  stage_id: number;
  value: number;
  currency: string;
  status: "open" | "won" | "lost" | "deleted";
  label_ids: number[];
  expected_close_date: string | null;
  is_archived: boolean;
  custom_fields: Record<string, JsonValue>;
};

export type Activity = Row & {
  subject: string;
  type: string;
  owner_id: number;
  deal_id: number | null;
  person_id: number | null;
  participants: { person_id: number; primary: boolean }[];
  due_date: string | null;
  due_time: string | null;
  note: string;
  done: boolean;
};

export type Note = { id: number; content: string; person_id: number | null; deal_id: number | null; add_time: string };

export type Account = ReturnType<typeof createAccount>;

/** One company with its records. Ids are numbers of one sequence, so that an id of one kind is never one of another. */
export function createAccount() {
  let lastId = 1000;
  return {
    token: "0123456789abcdef0123456789abcdef01234567",
    me: meFixture,
    users: usersFixture,
    pipelines: pipelinesFixture,
    stages: stagesFixture,
    personFields: personFieldsFixture,
    dealFields: dealFieldsFixture,
    activityTypes: ["call", "meeting", "task", "deadline", "email", "lunch"],
    persons: new Map<number, Person>(),
    deals: new Map<number, Deal>(),
    activities: new Map<number, Activity>(),
    notes: new Map<number, Note>(),
    /** People are found by the search only so long after they were made. */
    searchLagMs: 0,
    newRow(): Row {
      lastId += 1;
      const now = new Date().toISOString();
      return { id: lastId, add_time: now, update_time: now, is_deleted: false };
    },
  };
}
