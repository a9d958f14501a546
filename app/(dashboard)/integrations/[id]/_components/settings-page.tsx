"use client";

import { Ellipsis, History, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { FormProvider } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StatusBadge } from "@/components/ui/status-badge";
import type { IntegrationDraft } from "@/lib/integrations/drafts";
import type { EditState } from "@/lib/integrations/edit-state";
import type { LatestLead } from "@/lib/integrations/find-latest-lead";
import type { MissingInCrm } from "@/lib/integrations/find-missing";
import type { HookView } from "@/lib/integrations/hooks";
import type { Destination } from "@/lib/integrations/list-destinations";
import type { IntegrationDetails } from "@/lib/integrations/queries";
import type { PhoneCountry } from "@/lib/phone/list-countries";
import { ActiveSwitch } from "../../_components/active-switch";
import { DeleteDialog } from "../../_components/delete-dialog";
import { AddressSection } from "./address-section";
import { Block } from "./block";
import { CollectionBlock, ConnectionBlock } from "./destination-blocks";
import { DraftBar } from "./drafts/draft-bar";
import { DraftNotice } from "./drafts/draft-notice";
import { EditNotice } from "./drafts/edit-notice";
import { PublishDialog } from "./drafts/publish-dialog";
import { useDraftEditing } from "./drafts/use-draft-editing";
import { CompareSection } from "./dry-run/compare-section";
import { DryRunSection } from "./dry-run/dry-run-section";
import { EventsBlock } from "./events-block";
import { FilterBlock } from "./filter-block";
import { MappingBlock } from "./mapping-block";
import { MissingNotice } from "./missing-notice";
import { PhoneBlock } from "./phone-block";
import { RecentEventsProvider } from "./recent-events";
import { RulesBlock } from "./rules-block";
import { SurroundingsProvider } from "./settings-context";

/** Everything about one integration: its address, what came to it, and its settings as one form that is kept as a draft until it is published. */
export function SettingsPage({
  trail,
  integration,
  draft,
  edit,
  hooks,
  latestLead,
  destinations,
  countries,
  missing,
  mayEdit,
}: {
  trail: ComponentProps<typeof PageHeader>["trail"];
  integration: IntegrationDetails;
  draft: IntegrationDraft | null;
  edit: EditState;
  hooks: HookView[];
  latestLead: LatestLead | null;
  destinations: Destination[];
  countries: PhoneCountry[];
  missing: MissingInCrm[];
  mayEdit: boolean;
}) {
  const t = useTranslations("integrations");
  const tVersions = useTranslations("versions");
  const editing = useDraftEditing({ integration, draft, edit, mayEdit });
  const { form, save, hasDraft } = editing;
  const { errors } = form.formState;
  const { id, name, isActive, version } = integration;
  const destination = destinations.find((each) => each.id === integration.settings.connectionId);
  const writesTo = isActive ? (destination?.name ?? null) : null;
  const { isMine } = edit.last;

  return (
    <SurroundingsProvider value={{ destinations, countries, mayEdit }}>
      <RecentEventsProvider integrationId={id}>
        <PageHeader
          trail={trail}
          title={name}
          aside={!mayEdit && <StatusBadge of="integration" status={isActive ? "active" : "inactive"} />}
          description={tVersions("version", { version })}
          actions={
            <>
              {mayEdit && <ActiveSwitch id={id} name={name} isActive={isActive} />}
              <LinkButton href={`/integrations/${id}/history`} icon={<History aria-hidden />}>
                {tVersions("history.link")}
              </LinkButton>
              {mayEdit && <PageMenu id={id} name={name} />}
            </>
          }
        />
        <div className="mb-5 flex flex-col gap-3 empty:hidden">
          {!isActive && (
            <Notice tone="warning" title={t("inactive.title")}>
              {t("inactive.text")}
            </Notice>
          )}
          {!mayEdit && <Notice>{t("readOnly")}</Notice>}
          <MissingNotice missing={missing} connectionId={integration.settings.connectionId} />
          {draft && hasDraft && <DraftNotice editing={editing} draft={draft} isMine={isMine} version={version} />}
        </div>
        <FormProvider {...form}>
          <form onSubmit={save} noValidate>
            <Block title={t("settings.name")}>
              <Field
                label={t("settings.name")}
                isLabelHidden
                help={t("settings.nameHelp")}
                error={errors.name?.message}
              >
                <Input autoComplete="off" className="max-w-lg" {...form.register("name")} />
              </Field>
            </Block>
            <AddressSection
              integrationId={id}
              hooks={hooks}
              latestLead={latestLead}
              writesTo={writesTo}
              mayEdit={mayEdit}
            />
            <ConnectionBlock />
            <CollectionBlock />
            <MappingBlock />
            <FilterBlock />
            <RulesBlock />
            <PhoneBlock />
            <EventsBlock />
            <DryRunSection integrationId={id} />
            <CompareSection integrationId={id} />
            {mayEdit && (
              <>
                <EditNotice editing={editing} />
                <DraftBar editing={editing} draft={draft} isMine={isMine} version={version} />
              </>
            )}
          </form>
          {mayEdit && <PublishDialog editing={editing} version={version} />}
        </FormProvider>
      </RecentEventsProvider>
    </SurroundingsProvider>
  );
}

function PageMenu({ id, name }: { id: string; name: string }) {
  const t = useTranslations("integrations.list");
  const router = useRouter();
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <>
      <DropdownMenu
        trigger={<Button size="icon" icon={<Ellipsis aria-hidden />} aria-label={t("actionsOf", { name })} />}
      >
        <MenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => setIsDeleting(true)}>
          {t("delete")}
        </MenuItem>
      </DropdownMenu>
      <DeleteDialog
        id={id}
        name={name}
        isOpen={isDeleting}
        onClose={() => setIsDeleting(false)}
        onDeleted={() => router.push("/integrations")}
      />
    </>
  );
}
