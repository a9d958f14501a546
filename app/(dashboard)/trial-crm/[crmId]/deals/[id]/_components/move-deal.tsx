"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { moveDeal } from "../../../../actions";

type Stage = { id: string; name: string; kind: "open" | "won" | "lost" };

/** Moves a deal as a salesperson would: to any stage, with a button of their own for those that end it. */
export function MoveDeal({
  trialCrmId,
  deal,
  pipelines,
}: {
  trialCrmId: string;
  deal: { id: string; stageId: string; pipelineId: string };
  pipelines: { id: string; name: string; stages: Stage[] }[];
}) {
  const t = useTranslations("trialCrm.move");
  const failureText = useFailureText();
  const [chosen, setChosen] = useState(deal.stageId);
  const [moving, setMoving] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const own = pipelines.find(({ id }) => id === deal.pipelineId)?.stages ?? [];
  const ends = own.filter(({ id, kind }) => kind !== "open" && id !== deal.stageId);

  function move(stageId: string) {
    setMoving(stageId);
    startTransition(async () => {
      const result = await moveDeal({ trialCrmId, dealId: deal.id, stageId });
      const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === stageId);
      if (result.ok) toast(t("done", { stage: stage?.name ?? stageId }));
      else if (result.reason === "unknown_stage" || result.reason === "unknown_deal") toast(t("gone"), "danger");
      else toast(failureText(result.reason), "danger");
    });
  }

  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field label={t("stage")} className="w-full max-w-64">
        <Select value={chosen} onChange={(event) => setChosen(event.target.value)}>
          {pipelines.map(({ id, name, stages }) => (
            <optgroup key={id} label={name}>
              {stages.map((stage) => (
                <option key={stage.id} value={stage.id}>
                  {stage.name}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      <Button
        isBusy={isPending && moving === chosen}
        disabled={chosen === deal.stageId || (isPending && moving !== chosen)}
        onClick={() => move(chosen)}
      >
        {t("button")}
      </Button>
      {ends.map(({ id, name, kind }) => (
        <Button
          key={id}
          icon={kind === "won" ? <CircleCheck aria-hidden /> : <CircleX aria-hidden />}
          isBusy={isPending && moving === id && chosen !== id}
          disabled={isPending && moving !== id}
          onClick={() => move(id)}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}
