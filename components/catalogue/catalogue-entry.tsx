import { ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";

/** One entry of a catalogue. */
export function CatalogueEntry({
  name,
  text,
  icon,
  onChoose,
}: {
  name: string;
  text: string;
  icon: ReactNode;
  onChoose: () => void;
}) {
  const id = useId();
  return (
    <button
      type="button"
      onClick={onChoose}
      aria-describedby={id}
      className="flex w-full items-center gap-3 rounded-lg border border-line px-3 py-3 text-start hover:bg-hover"
    >
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-text">{icon}</span>
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{name}</span>
        <span id={id} className="block text-[13px] text-muted">
          {text}
        </span>
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
    </button>
  );
}
