import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Tabs } from "@/components/ui/tabs";
import type { CrmDirectory, CrmField } from "@/lib/crm/types";

/** What the CRM offers to choose from: its users, pipelines with stages, and fields. */
export function DirectoryView({ directory: { users, pipelines, fields } }: { directory: CrmDirectory }) {
  const t = useTranslations("connections.directory");
  return (
    <Tabs
      label={t("title")}
      tabs={[
        {
          id: "users",
          label: t("users", { count: users.length }),
          panel: (
            <ul className="divide-y divide-line">
              {users.map((user) => (
                <li key={user.id} className="flex min-h-9 flex-wrap items-center gap-x-3 py-1">
                  <span className="min-w-0 break-words">{user.name}</span>
                  {user.email && <span className="min-w-0 truncate text-muted">{user.email}</span>}
                  {!user.isActive && <Badge tone="warning">{t("inactive")}</Badge>}
                </li>
              ))}
            </ul>
          ),
        },
        {
          id: "pipelines",
          label: t("pipelines", { count: pipelines.length }),
          panel: (
            <div className="flex flex-col gap-4">
              {pipelines.map((pipeline) => (
                <div key={pipeline.id}>
                  <h3 className="mb-1.5 font-medium">{pipeline.name}</h3>
                  <ul className="flex flex-wrap gap-1.5">
                    {pipeline.stages.map((stage) => (
                      <li key={stage.id}>
                        <Badge tone={STAGE_TONES[stage.kind]}>{stage.name}</Badge>
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </div>
          ),
        },
        {
          id: "fields",
          label: t("fields", { count: fields.length }),
          panel: (
            <div className="grid gap-6 sm:grid-cols-2">
              <FieldList title={t("contact")} fields={fields.filter((field) => field.entity === "contact")} />
              <FieldList title={t("deal")} fields={fields.filter((field) => field.entity === "deal")} />
            </div>
          ),
        },
      ]}
    />
  );
}

const STAGE_TONES = { open: "neutral", won: "success", lost: "warning" } as const;

function FieldList({ title, fields }: { title: string; fields: CrmField[] }) {
  const t = useTranslations("connections.directory");
  return (
    <div>
      <h3 className="mb-1 font-medium">{title}</h3>
      <ul className="divide-y divide-line">
        {fields.map((field) => (
          <li key={field.key} className="flex min-h-9 items-center gap-2 py-1">
            <span className="min-w-0 flex-1 break-words">{field.label}</span>
            {field.isRequired && <Badge tone="info">{t("required")}</Badge>}
            <span className="text-[13px] text-muted">{t(`types.${field.type}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
