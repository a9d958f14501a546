/** The word between two groups. */
export function Joint({ children }: { children: string }) {
  return (
    <p className="flex items-center gap-2 font-medium text-muted text-xs uppercase tracking-wide before:h-px before:w-4 before:bg-line after:h-px after:flex-1 after:bg-line">
      {children}
    </p>
  );
}
