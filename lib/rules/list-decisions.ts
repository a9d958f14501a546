import { decide, type Plan } from "./decide";

/**
 * One row of what the rules make of a lead. A rule or an active deal that is null makes no difference in this row.
 */
export type Decision = {
  hasContact: boolean;
  hasActiveDeal: boolean | null;
  isDealForbidden: boolean | null;
  isTaskForbidden: boolean | null;
  kind: Plan["kind"];
  responsibleFrom: NonNullable<Plan["responsible"]>["from"] | null;
};

/**
 * Every decision that delivery can make, as few rows as tell them apart, in the order of the switches. Asks `decide` about each
 * combination, so that the table on the settings page never says anything else than what happens.
 */
export function listDecisions(): Decision[] {
  return FINDINGS.flatMap(({ hasContact, hasActiveDeal }) => {
    const asked = SWITCHES.map((rules) => ({
      rules,
      plan: decide({ contact: hasContact ? SOMEONE : null, activeDeal: hasActiveDeal ? SOMEONE : null, rules }),
    }));
    const kinds = [...new Set(asked.map(({ plan }) => plan.kind))];
    return kinds.map((kind): Decision => {
      const same = asked.filter(({ plan }) => plan.kind === kind);
      return {
        hasContact,
        hasActiveDeal,
        isDealForbidden: agreed(same.map(({ rules }) => rules.isDealForbidden)),
        isTaskForbidden: agreed(same.map(({ rules }) => rules.isTaskForbidden)),
        kind,
        responsibleFrom: same[0]?.plan.responsible?.from ?? null,
      };
    });
  });
}

/** Whether a decision is one of those that these rules lead to. */
export function isInForce(decision: Decision, rules: { isDealForbidden: boolean; isTaskForbidden: boolean }): boolean {
  return (
    (decision.isDealForbidden ?? rules.isDealForbidden) === rules.isDealForbidden &&
    (decision.isTaskForbidden ?? rules.isTaskForbidden) === rules.isTaskForbidden
  );
}

const SOMEONE = { id: "", responsibleId: null };

/** A deal is looked for among those of the contact: without one there is none. */
const FINDINGS = [
  { hasContact: false, hasActiveDeal: null },
  { hasContact: true, hasActiveDeal: false },
  { hasContact: true, hasActiveDeal: true },
] as const;

const SWITCHES = [false, true].flatMap((isDealForbidden) =>
  [false, true].map((isTaskForbidden) => ({ isDealForbidden, isTaskForbidden })),
);

function agreed(values: readonly boolean[]): boolean | null {
  const [first = null, ...rest] = values;
  return rest.every((value) => value === first) ? first : null;
}
