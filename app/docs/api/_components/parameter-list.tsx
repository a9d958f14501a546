import type { ParameterObject } from "@/lib/api/build-document";
import { PropertyRow } from "./property-row";

/** The parameters of a path, of its query and of its headers. */
export function ParameterList({ parameters }: { parameters: readonly ParameterObject[] }) {
  return (
    <dl className="divide-y divide-line">
      {parameters.map(({ name, in: place, required, description, schema }) => (
        <PropertyRow
          key={`${place} ${name}`}
          name={place === "path" ? `{${name}}` : name}
          isRequired={required}
          schema={{ ...schema, description }}
        />
      ))}
    </dl>
  );
}
