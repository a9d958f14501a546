import { ArrowDown, ArrowUp, Copy, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Moves, copies and removes one item of a list. `mark` names the attribute by which the focus finds a button again after a move. */
export function ItemButtons({
  words,
  mark,
  place,
  onMove,
  onDuplicate,
  onRemove,
}: {
  words: { up: string; down: string; duplicate: string; remove: string };
  mark: "data-move" | "data-move-group";
  /** Without a place the item has nowhere to move to. */
  place: { index: number; isLast: boolean } | null;
  onMove: (to: number) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}) {
  return (
    <>
      {place && (
        <>
          <Button
            variant="ghost"
            size="icon-sm"
            icon={<ArrowUp aria-hidden />}
            aria-label={words.up}
            {...{ [mark]: "up" }}
            disabled={place.index === 0}
            onClick={() => onMove(place.index - 1)}
          />
          <Button
            variant="ghost"
            size="icon-sm"
            icon={<ArrowDown aria-hidden />}
            aria-label={words.down}
            {...{ [mark]: "down" }}
            disabled={place.isLast}
            onClick={() => onMove(place.index + 1)}
          />
        </>
      )}
      <Button
        variant="ghost"
        size="icon-sm"
        icon={<Copy aria-hidden />}
        aria-label={words.duplicate}
        onClick={onDuplicate}
      />
      <Button
        variant="ghost"
        size="icon-sm"
        icon={<Trash2 aria-hidden />}
        aria-label={words.remove}
        onClick={onRemove}
      />
    </>
  );
}
