"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { pickResponsible } from "@/lib/collections/pick-responsible";
import type { CollectionDetails } from "@/lib/collections/queries";
import { removeCollection } from "../actions";
import { CollectionForm, type ConnectionChoice } from "./collection-form";

/** The collections, each with its managers in the order of their turns and who is next. */
export function CollectionList({
  collections,
  connections,
  mayEdit,
}: {
  collections: CollectionDetails[];
  connections: ConnectionChoice[];
  mayEdit: boolean;
}) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {collections.map((collection) => (
        <li key={collection.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
          <CollectionText collection={collection} />
          {mayEdit && <CollectionActions collection={collection} connections={connections} />}
        </li>
      ))}
    </ul>
  );
}

function CollectionText({ collection }: { collection: CollectionDetails }) {
  const t = useTranslations("collections");
  const { members, turn } = collection;
  const next = pickResponsible({ members, strategy: "round_robin", turn, now: new Date(), defaultUserId: null });
  return (
    <div className="min-w-0 flex-1 basis-72">
      <h2 className="break-words font-medium">{collection.name}</h2>
      <p className="text-[13px] text-muted">
        {t("of", { connection: collection.connectionName })} · {t("roundRobin")}
      </p>
      <ol className="mt-2.5 flex flex-wrap gap-1.5">
        {members.map((member) => (
          <li key={member.crmUserId}>
            <Badge tone={toTone(member, next.crmUserId)}>
              {member.user?.name ?? member.crmUserId}
              {!member.user && ` · ${t("form.gone")}`}
              {member.user && !member.user.isActive && ` · ${t("form.inactive")}`}
              {member.crmUserId === next.crmUserId && ` · ${t("next")}`}
            </Badge>
          </li>
        ))}
      </ol>
    </div>
  );
}

function toTone({ crmUserId, user }: CollectionDetails["members"][number], nextId: string | null): BadgeTone {
  if (!user?.isActive) return "warning";
  return crmUserId === nextId ? "info" : "neutral";
}

function CollectionActions({
  collection: { id, name, connectionId, members },
  connections,
}: {
  collection: CollectionDetails;
  connections: ConnectionChoice[];
}) {
  const t = useTranslations("collections");
  const failureText = useFailureText();
  const [isOpen, setIsOpen] = useState(false);

  async function remove() {
    const result = await removeCollection({ id });
    if (result.ok || result.reason === "not_found") toast(t("delete.done"));
    else toast(failureText(result.reason), "danger");
  }

  return (
    <div className="flex gap-2">
      <Dialog
        title={t("form.editTitle")}
        trigger={
          <Button size="sm" icon={<Pencil aria-hidden />} aria-label={t("editOf", { name })}>
            {t("edit")}
          </Button>
        }
        isOpen={isOpen}
        onOpenChange={setIsOpen}
      >
        <CollectionForm
          id={id}
          collection={{ name, connectionId, userIds: members.map((member) => member.crmUserId) }}
          connections={connections}
          onDone={() => setIsOpen(false)}
        />
      </Dialog>
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="ghost" icon={<Trash2 aria-hidden />} aria-label={t("delete.buttonOf", { name })}>
            {t("delete.button")}
          </Button>
        }
        title={t("delete.title", { name })}
        description={t("delete.text")}
        confirmLabel={t("delete.button")}
        isDangerous
        onConfirm={remove}
      />
    </div>
  );
}
