import type { ChoiceGroup } from "../list-choices";

/** Choices as options of a select, under the names of their groups; those in `without` are left out. */
export function ChoiceOptions({
  groups,
  without = [],
}: {
  groups: readonly ChoiceGroup[];
  without?: readonly string[];
}) {
  return groups.map(({ label, choices }) => {
    const options = choices
      .filter(({ id }) => !without.includes(id))
      .map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ));
    return label === null ? (
      options
    ) : (
      <optgroup key={label} label={label}>
        {options}
      </optgroup>
    );
  });
}
