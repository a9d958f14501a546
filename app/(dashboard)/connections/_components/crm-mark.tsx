/** The first letters of a CRM's name, where its picture would stand. */
export function CrmMark({ label }: { label: string }) {
  const letters = label.replace(/[^\p{L}\p{N}]/gu, "").slice(0, 2);
  return (
    <span aria-hidden className="font-semibold text-[13px]">
      {letters}
    </span>
  );
}
