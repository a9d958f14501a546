"use client";

import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { EditBasis } from "@/lib/integrations/edit-basis";
import { useActionFailure } from "../../../_components/use-action-failure";
import { useIssueText } from "../../_components/use-issue-text";
import { restoreIntegrationVersion } from "../../actions";

/** Publishes an earlier version again after showing what changes (`children`), and whose draft ends with it. */
export function RestoreVersion({
  id,
  version,
  basis,
  draft,
  children,
}: {
  id: string;
  version: number;
  basis: EditBasis;
  draft: { updatedAt: Date; byName: string | null } | null;
  children: ReactNode;
}) {
  const t = useTranslations("versions");
  const failureText = useActionFailure();
  const issueText = useIssueText();
  const router = useRouter();

  const restore = async () => {
    const done = await restoreIntegrationVersion({ id, version, basis }).catch(
      () => ({ ok: false, reason: "unexpected" }) as const,
    );
    if (done.ok) {
      toast(t("published", { version: done.version }));
      router.push(`/integrations/${id}/history`);
    } else if (done.reason === "conflict") {
      toast(t("history.conflict"), "danger");
      router.refresh();
    } else if (done.reason === "invalid_settings") {
      const [issue] = done.issues;
      toast(t("history.invalid", { version, issue: issue ? issueText(issue) : "" }), "danger");
    } else toast(failureText(done), "danger");
  };

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" icon={<RotateCcw aria-hidden />} aria-label={t("history.restoreOf", { version })}>
          {t("history.restore")}
        </Button>
      }
      title={t("history.restoreTitle", { version })}
      description={
        <>
          <p>{t("history.restoreText", { version, next: basis.version + 1 })}</p>
          {draft && (
            <p className="mt-1 text-warning-text">
              {t.rich("history.endsDraft", {
                name: draft.byName ?? t("history.somebody"),
                time: () => <RelativeTime at={draft.updatedAt} />,
              })}
            </p>
          )}
        </>
      }
      confirmLabel={t("history.restore")}
      isDangerous={draft !== null}
      onConfirm={restore}
    >
      {children}
    </ConfirmDialog>
  );
}
