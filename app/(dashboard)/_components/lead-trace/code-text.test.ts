import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { LEAD_STAGES, leadStepStatus } from "@/db/schema/lead-steps";
import type { PickedResponsible } from "@/lib/collections/pick-responsible";
import type { TakenTurn } from "@/lib/collections/take-turn";
import type { CrmErrorCode } from "@/lib/crm/error";
import { BUILT_IN_FIELD_KEYS, type CrmErrorKind, FIELD_TYPES } from "@/lib/crm/types";
import { FILTER_OPERATORS } from "@/lib/filter/schema";
import { formats } from "@/lib/i18n/formats";
import { LOCALES } from "@/lib/i18n/locales";
import { messages } from "@/lib/i18n/messages";
import type { ParsedBody } from "@/lib/intake/parse-body";
import { LEAD_REASONS } from "@/lib/leads/reasons";
import { LEAD_STATUSES } from "@/lib/leads/status";
import type { MappingIssue } from "@/lib/mapping/mapping-issue";
import type { ContactChoice } from "@/lib/matching/choose-contact";
import type { DealChoice } from "@/lib/matching/choose-deal";
import type { StandardisedPhone } from "@/lib/phone/standardise-phone";
import { PLAN_WRITES, type Plan } from "@/lib/rules/decide";
import type { Owner } from "@/lib/rules/find-owner";
import type { PlannedChange } from "@/lib/rules/plan-value";
import type { EventClass } from "@/lib/sources/sendpulse/classify-event";
import { type CodeGroup, codeText, findCodeText } from "./code-text";

type Known<T> = Record<Exclude<T, null> & string, true>;

/** The compiler keeps these lists complete: a code that is new in its union, or gone from it, does not compile here. */
const plans: Known<Plan["kind"]> = {
  create_contact_and_deal: true,
  skip: true,
  update_contact_create_deal: true,
  update_contact: true,
  update_deal_create_task: true,
  update_deal: true,
};
const assignBecause: Known<Extract<Owner, { kind: "assign" }>["because"]> = {
  owner_missing: true,
  owner_inactive: true,
  owner_unknown: true,
};
const assignFrom: Known<TakenTurn["from"] | Extract<Owner, { kind: "owner" }>["from"] | "mapping"> = {
  mapping: true,
  contact: true,
  deal: true,
  collection: true,
  default: true,
};
const assignNotes: Known<TakenTurn["note"]> = { nobody_available: true, empty_collection: true, no_collection: true };
const candidateReasons: Known<PickedResponsible["candidates"][number]["reason"]> = {
  their_turn: true,
  not_their_turn: true,
  nobody_available: true,
  switched_off: true,
  not_in_crm: true,
  inactive_in_crm: true,
};
const contactReasons: Known<ContactChoice["candidates"][number]["reason"]> = {
  only_one: true,
  found_by_phone: true,
  has_active_deal: true,
  changed_last: true,
  smallest_id: true,
  found_by_email_only: true,
  no_active_deal: true,
  changed_earlier: true,
  larger_id: true,
};
const dealReasons: Known<DealChoice["candidates"][number]["reason"]> = {
  only_one: true,
  changed_last: true,
  smallest_id: true,
  other_pipeline: true,
  changed_earlier: true,
  larger_id: true,
};
const changeReasons: Known<PlannedChange["reason"]> = {
  created: true,
  row_always: true,
  update_all: true,
  was_empty: true,
  added: true,
  blank: true,
  equal: true,
  not_empty: true,
  row_never: true,
  update_nothing: true,
  creation_only: true,
};
const issues: Known<MappingIssue["code"]> = {
  unknown_field: true,
  bad_template: true,
  bad_condition: true,
  object_in_text: true,
  text_cut: true,
  list_cut: true,
  not_a_date: true,
  too_much_work: true,
  not_text: true,
  not_a_number: true,
  not_a_boolean: true,
  not_an_option: true,
  not_a_url: true,
  not_an_email: true,
  not_a_user: true,
  not_a_pipeline: true,
  not_a_stage: true,
};
const phoneProblems: Known<Extract<StandardisedPhone, { ok: false }>["reason"]> = {
  blank: true,
  no_digits: true,
  wrong_length: true,
  invalid: true,
};
const crmErrors: Known<CrmErrorCode> = {
  status: true,
  network: true,
  timeout: true,
  redirect: true,
  too_large: true,
  shape: true,
  address: true,
  paused: true,
  circuit_open: true,
  budget: true,
  too_early: true,
};
const crmErrorKinds: Known<CrmErrorKind> = { retry: true, hold: true, reject: true, bad_answer: true };
const bodyProblems: Known<
  Extract<ParsedBody, { ok: false }>["code"] | "no_events" | "too_large" | "unknown_encoding" | "broken_encoding"
> = {
  invalid_json: true,
  unreadable: true,
  unsupported_media: true,
  too_deep: true,
  too_many_keys: true,
  too_many_events: true,
  too_large: true,
  unknown_encoding: true,
  broken_encoding: true,
  no_events: true,
};
const bodyNotes: Known<ParsedBody["notes"][number]["code"]> = {
  invalid_utf8: true,
  text_mended: true,
  not_objects: true,
  numbers_kept_as_text: true,
};
const eventKinds: Known<Extract<EventClass, { counts: false }>["detail"]> = {
  run_custom_flow: true,
  new_subscriber: true,
  incoming_message: true,
  open_chat: true,
  link_click: true,
  outgoing_message: true,
  unsubscribe: true,
  bot_block: true,
  echo: true,
  flow: true,
};

const groups: Record<Exclude<CodeGroup, "services">, readonly string[]> = {
  assignBecause: Object.keys(assignBecause),
  assignFrom: Object.keys(assignFrom),
  assignNotes: Object.keys(assignNotes),
  bodyNotes: Object.keys(bodyNotes),
  bodyProblems: Object.keys(bodyProblems),
  candidateReasons: Object.keys(candidateReasons),
  changeReasons: Object.keys(changeReasons),
  contactReasons: Object.keys(contactReasons),
  crmErrorKinds: Object.keys(crmErrorKinds),
  crmErrors: Object.keys(crmErrors),
  dealReasons: Object.keys(dealReasons),
  eventKinds: Object.keys(eventKinds),
  "fields.contact": BUILT_IN_FIELD_KEYS.contact,
  "fields.deal": BUILT_IN_FIELD_KEYS.deal,
  issues: Object.keys(issues),
  operators: FILTER_OPERATORS,
  phoneProblems: Object.keys(phoneProblems),
  planReasons: Object.keys(plans),
  plans: Object.keys(plans),
  reasons: LEAD_REASONS,
  reasonsShort: LEAD_REASONS,
  stages: LEAD_STAGES,
  "steps.status": leadStepStatus.enumValues,
  todos: LEAD_REASONS,
  types: FIELD_TYPES,
  writes: PLAN_WRITES,
};

describe.each(LOCALES)("the texts of codes in %s", (locale) => {
  const t = createTranslator({ locale, messages: messages[locale], namespace: "registry", formats });

  it.each(Object.entries(groups))("has a text for each of %s and for nothing else", (group, codes) => {
    const texts = group.split(".").reduce<unknown>((part, name) => Object(part)[name], messages[locale].registry);
    expect(Object.keys(Object(texts)).sort()).toEqual([...codes].sort());
    for (const code of codes) expect(findCodeText(t, group as CodeGroup, code, { count: 2 })).toMatch(/\S/);
  });

  it("has a word for each status", () => {
    expect(Object.keys(messages[locale].status.lead).sort()).toEqual([...LEAD_STATUSES].sort());
  });

  it.each(["from_the_future", "", "constructor", "__proto__", "a.b", "{count}"])(
    "shows the code %j, which has no text, as it is",
    (code) => {
      expect(codeText(t, "reasons", code)).toBe(code);
    },
  );
});
