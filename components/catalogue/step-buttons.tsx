import { ArrowLeft } from "lucide-react";
import { Button } from "@/components/ui/button";

/** The foot of a step: the way back, and the deed. */
export function StepButtons({
  back,
  submit,
  isBusy,
  onBack,
}: {
  back: string;
  submit: string;
  isBusy: boolean;
  onBack: () => void;
}) {
  return (
    <div className="flex justify-between gap-2">
      <Button variant="ghost" icon={<ArrowLeft aria-hidden />} onClick={onBack}>
        {back}
      </Button>
      <Button variant="primary" type="submit" isBusy={isBusy}>
        {submit}
      </Button>
    </div>
  );
}
