import type { ReactNode } from "react";
import type { CrmEntity, FieldValue } from "@/lib/crm/types";
import type { TrialCrmView } from "@/lib/trial-crm/queries";
import { FieldText } from "./field-text";

/** The values of a record under the labels of their fields, in the order of the CRM; blank ones are left out. */
export function RecordFields({
  crm,
  entity,
  values,
  children,
}: {
  crm: TrialCrmView;
  entity: CrmEntity;
  values: Record<string, FieldValue>;
  /** Further facts, before the fields. */
  children?: ReactNode;
}) {
  const filled = crm.fields.flatMap((field) => {
    const value = values[field.key];
    return field.entity === entity && value !== undefined && value !== "" ? [{ field, value }] : [];
  });
  return (
    <Facts>
      {children}
      {filled.map(({ field, value }) => (
        <Fact key={field.key} label={field.label}>
          <FieldText field={field} value={value} users={crm.users} />
        </Fact>
      ))}
    </Facts>
  );
}

/** A list of facts, of one column on a phone. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] gap-x-6 gap-y-3">{children}</dl>;
}

export function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[13px] text-muted">{label}</dt>
      <dd className="mt-0.5 whitespace-pre-line tabular-nums [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
