"use client";

import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuCheck } from "@/components/ui/dropdown-menu";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { StatusBadge } from "@/components/ui/status-badge";
import { isFiltered, type RegistryFilter, toRegistryQuery } from "@/lib/leads/registry-filter";
import { LEAD_STATUSES, type LeadStatus } from "@/lib/leads/status";

type Named = { id: string; name: string };

/** Days before are a year that is still being typed. */
const DAY_MIN = "2000-01-01";

/** What the registry shows. Each choice is a step of the browser's history: Back takes it back. */
export function RegistryFilters({
  filter,
  integrations,
  connections,
}: {
  filter: RegistryFilter;
  integrations: Named[];
  connections: Named[];
}) {
  const t = useTranslations("registry.filters");
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [shown, setShown] = useOptimistic(filter);

  function change(part: Partial<RegistryFilter>) {
    const next = { ...shown, after: undefined, before: undefined, ...part };
    startTransition(() => {
      setShown(next);
      router.push(`/registry${toRegistryQuery(next)}`);
    });
  }

  function changeDay(name: "from" | "to", day: string) {
    if (day === "" || day >= DAY_MIN) change({ [name]: day || undefined });
  }

  return (
    <search
      aria-label={t("label")}
      className="mb-4 grid grid-cols-2 items-end gap-x-3 gap-y-2.5 sm:flex sm:flex-wrap [&_label]:text-[13px]"
    >
      <StatusFilter chosen={shown.status ?? []} onChange={(status) => change({ status })} />
      <Choice
        label={t("integration")}
        all={t("anyIntegration")}
        options={integrations}
        value={shown.integration}
        onChange={(integration) => change({ integration })}
      />
      <Choice
        label={t("connection")}
        all={t("anyConnection")}
        options={connections}
        value={shown.connection}
        onChange={(connection) => change({ connection })}
      />
      {(["from", "to"] as const).map((name) => (
        <Field key={`${name} ${filter[name]}`} label={t(name)} className="sm:w-36">
          <Input
            type="date"
            defaultValue={filter[name]}
            min={DAY_MIN}
            onChange={(event) => changeDay(name, event.target.value)}
          />
        </Field>
      ))}
      {isFiltered(shown) && (
        <Button
          variant="ghost"
          className="max-sm:self-end"
          onClick={() =>
            change({ status: undefined, integration: undefined, connection: undefined, from: undefined, to: undefined })
          }
        >
          {t("clear")}
        </Button>
      )}
      {isPending && (
        <span className="flex h-8 animate-late items-center text-muted">
          <Spinner />
        </span>
      )}
    </search>
  );
}

function StatusFilter({
  chosen,
  onChange,
}: {
  chosen: readonly LeadStatus[];
  onChange: (chosen: LeadStatus[] | undefined) => void;
}) {
  const t = useTranslations("registry.filters");
  const words = useTranslations("status.lead");
  const [only] = chosen;

  function toggle(status: LeadStatus, isChecked: boolean) {
    const next = LEAD_STATUSES.filter((other) => (other === status ? isChecked : chosen.includes(other)));
    onChange(next.length > 0 ? next : undefined);
  }

  function summary() {
    if (!only) return t("anyStatus");
    return chosen.length === 1 ? words(only) : t("statusCount", { count: chosen.length });
  }

  return (
    <div className="flex min-w-0 flex-col gap-1.5 sm:w-44">
      <span className="font-medium text-[13px]">{t("status")}</span>
      <DropdownMenu
        align="start"
        trigger={
          <Button
            className="w-full justify-between! border-line-strong! px-2.5! font-normal"
            aria-label={`${t("status")}: ${summary()}`}
          >
            <span className="truncate">{summary()}</span>
            <ChevronDown aria-hidden className="text-muted" />
          </Button>
        }
      >
        {LEAD_STATUSES.map((status) => (
          <MenuCheck
            key={status}
            isChecked={chosen.includes(status)}
            onChange={(isChecked) => toggle(status, isChecked)}
          >
            <StatusBadge of="lead" status={status} />
          </MenuCheck>
        ))}
      </DropdownMenu>
    </div>
  );
}

function Choice({
  label,
  all,
  options,
  value,
  onChange,
}: {
  label: string;
  all: string;
  options: Named[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <Field label={label} className="sm:w-44">
      <Select value={value ?? ""} onChange={(event) => onChange(event.target.value || undefined)}>
        <option value="">{all}</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
