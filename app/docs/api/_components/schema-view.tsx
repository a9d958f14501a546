import type { SchemaObject } from "@/lib/api/build-document";
import { PropertyRow } from "./property-row";
import { TypeText } from "./type-text";

/** A schema: an object's properties one below the other, anything else as its type. */
export function SchemaView({ schema }: { schema: SchemaObject }) {
  const { properties, required = [] } = schema;
  if (typeof properties !== "object" || properties === null) {
    return (
      <p className="text-[13px]">
        <TypeText schema={schema} />
      </p>
    );
  }
  return (
    <dl className="divide-y divide-line">
      {Object.entries(properties as Record<string, SchemaObject>).map(([name, property]) => (
        <PropertyRow key={name} name={name} isRequired={(required as string[]).includes(name)} schema={property} />
      ))}
    </dl>
  );
}
