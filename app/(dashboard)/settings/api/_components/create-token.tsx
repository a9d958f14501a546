"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { NewToken } from "./new-token";
import { TokenForm } from "./token-form";

/** Asks what a token may do, then shows it, this one time. */
export function CreateToken() {
  const t = useTranslations("apiAccess");
  const [isOpen, setIsOpen] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  return (
    <Dialog
      title={token ? t("created.title") : t("form.title")}
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden />}>
          {t("add")}
        </Button>
      }
      isOpen={isOpen}
      onOpenChange={(open) => {
        setIsOpen(open);
        setToken(null);
      }}
    >
      {token ? <NewToken token={token} /> : <TokenForm onCreated={setToken} />}
    </Dialog>
  );
}
