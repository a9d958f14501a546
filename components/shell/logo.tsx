/** The product's mark and name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-[15px] tracking-[-0.01em]">
      <svg viewBox="0 0 24 24" className="size-6" aria-hidden="true">
        <rect width="24" height="24" rx="6.5" className="fill-accent" />
        <path
          d="M6 13.5h3.2l1 2.2h3.6l1-2.2H18M12 5.5v6m-2.6-2.3L12 11.8l2.6-2.6"
          fill="none"
          stroke="var(--on-accent)"
          strokeWidth="1.7"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      LeadBox
    </span>
  );
}
