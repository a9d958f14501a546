"use client";

import { useTranslations } from "next-intl";
import { useId, useMemo } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { FILTER_OPERATORS, type FilterCondition, type FilterOperator } from "@/lib/filter/schema";
import { listValuesAt } from "@/lib/mapping/list-paths";
import { useRecentEvents } from "../recent-events";
import { useMappingEditor } from "./editor-context";

const EVENT = "event:";
const WITHOUT_VALUE: readonly FilterOperator[] = [
  "is_blank",
  "is_not_blank",
  "exists",
  "is_valid_phone",
  "is_valid_email",
];
const WITH_LIST: readonly FilterOperator[] = ["in_list", "not_in_list", "phone_country_is"];

/** A path of the event, how it is compared, and with what; paths and values of the last events are offered. */
export function ConditionForm({
  condition,
  onChange,
}: {
  condition: FilterCondition;
  onChange: (condition: FilterCondition) => void;
}) {
  const t = useTranslations("mappingEditor.condition");
  const tOperators = useTranslations("registry.operators");
  const id = useId();
  const { paths } = useMappingEditor();
  const { events } = useRecentEvents();
  const path = condition.field.replace(EVENT, "");
  const seen = useMemo(
    () =>
      listValuesAt(
        path,
        events.map(({ event }) => event),
      ),
    [path, events],
  );
  const { operator, values } = condition;
  const put = (change: Partial<FilterCondition>) => onChange({ ...condition, ...change });

  return (
    <div className="flex flex-col gap-2.5">
      <Field label={t("path")}>
        <Input
          list={`${id}-paths`}
          autoComplete="off"
          spellCheck={false}
          value={path}
          onChange={({ target }) => put({ field: `${EVENT}${target.value}` })}
          className="font-mono text-[13px]"
        />
      </Field>
      <datalist id={`${id}-paths`}>
        {paths.map((each) => (
          <option key={each.path} value={each.path}>
            {each.example}
          </option>
        ))}
      </datalist>
      <Field label={t("operator")}>
        <Select
          value={operator}
          onChange={({ target }) => {
            const next = FILTER_OPERATORS.find((each) => each === target.value);
            if (next) put({ operator: next, values: WITHOUT_VALUE.includes(next) ? [] : values });
          }}
        >
          {FILTER_OPERATORS.map((each) => (
            <option key={each} value={each}>
              {tOperators(each)}
            </option>
          ))}
        </Select>
      </Field>
      {WITH_LIST.includes(operator) && (
        <Field label={t("list")} help={t("listHelp")}>
          <Textarea
            rows={3}
            value={values.join("\n")}
            onChange={({ target }) => put({ values: target.value === "" ? [] : target.value.split("\n") })}
          />
        </Field>
      )}
      {!WITH_LIST.includes(operator) && !WITHOUT_VALUE.includes(operator) && (
        <div className="grid grid-cols-2 gap-2">
          <Field
            label={t(operator === "between" ? "from" : "value")}
            className={operator === "between" ? "" : "col-span-2"}
          >
            <Input
              list={`${id}-values`}
              autoComplete="off"
              value={values[0] ?? ""}
              onChange={({ target }) => put({ values: withAt(values, 0, target.value, operator) })}
            />
          </Field>
          {operator === "between" && (
            <Field label={t("to")}>
              <Input
                autoComplete="off"
                value={values[1] ?? ""}
                onChange={({ target }) => put({ values: withAt(values, 1, target.value, operator) })}
              />
            </Field>
          )}
        </div>
      )}
      <datalist id={`${id}-values`}>
        {seen.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </div>
  );
}

function withAt(values: readonly string[], index: number, text: string, operator: FilterOperator): string[] {
  if (operator !== "between") return text === "" ? [] : [text];
  return index === 0 ? [text, values[1] ?? ""] : [values[0] ?? "", text];
}
