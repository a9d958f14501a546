"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CollectionForm, type ConnectionChoice } from "./collection-form";

export function NewCollection({ connections }: { connections: ConnectionChoice[] }) {
  const t = useTranslations("collections");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog
      title={t("form.newTitle")}
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden />}>
          {t("add")}
        </Button>
      }
      isOpen={isOpen}
      onOpenChange={setIsOpen}
    >
      <CollectionForm
        id={null}
        collection={{ name: "", connectionId: connections[0]?.id ?? "", userIds: [] }}
        connections={connections}
        onDone={() => setIsOpen(false)}
      />
    </Dialog>
  );
}
