"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";

/** A token that was just made. It is nowhere else: whoever closes the window without copying it makes another one. */
export function NewToken({ token }: { token: string }) {
  const t = useTranslations("apiAccess.created");
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warning">{t("text")}</Notice>
      <Field label={t("token")}>
        <Input
          readOnly
          value={token}
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          className="font-mono text-[13px]"
        />
      </Field>
      <DialogActions>
        <DialogClose asChild>
          <Button>{t("done")}</Button>
        </DialogClose>
        <CopyButton value={token} variant="primary">
          {t("copy")}
        </CopyButton>
      </DialogActions>
    </div>
  );
}
