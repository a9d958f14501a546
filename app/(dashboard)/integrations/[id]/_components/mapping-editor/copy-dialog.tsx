"use client";

import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { MappingRow } from "@/lib/mapping/schema";
import { useActionFailure } from "../../../_components/use-action-failure";
import { copyMapping, listCopyTargets } from "../../mapping-actions";

type Targets = { id: string; name: string }[];

const UNEXPECTED = { ok: false, reason: "unexpected" } as const;

/** Copies the rows, as they stand in the form, into the draft of another integration. */
export function CopyDialog({ rows, onClose }: { rows: readonly MappingRow[]; onClose: () => void }) {
  const t = useTranslations("mappingEditor.copy");
  const failureText = useActionFailure();
  const { id } = useParams<{ id: string }>();
  const [targets, setTargets] = useState<Targets | null>(null);
  const [chosen, setChosen] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the dialog opens
  useEffect(() => {
    let isGone = false;
    void listCopyTargets({ id })
      .catch(() => UNEXPECTED)
      .then((listed) => {
        if (isGone) return;
        if (listed.ok) setTargets(listed.integrations);
        else setProblem(failureText(listed));
      });
    return () => {
      isGone = true;
    };
  }, [id]);

  async function copy() {
    setIsBusy(true);
    setProblem(null);
    const copied = await copyMapping({ id: chosen, rows: [...rows] }).catch(() => UNEXPECTED);
    setIsBusy(false);
    if (copied.ok) {
      toast(t("done", { count: rows.length, name: copied.name }));
      onClose();
    } else if (copied.reason === "too_many_rows") setProblem(t("tooMany", { max: copied.max }));
    else setProblem(failureText(copied));
  }

  return (
    <Dialog isOpen title={t("title")} description={t("text")} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <div className="flex flex-col gap-3">
        {rows.length === 0 && <p className="text-muted">{t("noRows")}</p>}
        {rows.length > 0 && targets?.length === 0 && <p className="text-muted">{t("noTargets")}</p>}
        {rows.length > 0 && targets?.length !== 0 && (
          <Field label={t("target")}>
            <Select value={chosen} onChange={({ target }) => setChosen(target.value)}>
              <option value="">{t("choose")}</option>
              {targets?.map((target) => (
                <option key={target.id} value={target.id}>
                  {target.name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {problem && <Notice tone="danger">{problem}</Notice>}
      </div>
      <DialogActions>
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button variant="primary" disabled={chosen === ""} isBusy={isBusy} onClick={copy}>
          {t("accept", { count: rows.length })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
