/** Line drawings for empty places. They take their colour from the text around them, the accent marks what matters. */
const FRAME = { width: 148, height: 96, viewBox: "0 0 148 96", fill: "none", strokeWidth: 1.5 } as const;

/** Nothing has come yet: an open tray under a falling message. */
export function InboxPicture() {
  return (
    <svg {...FRAME} aria-hidden="true" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
      <path d="M28 58h24l7 11h30l7-11h24v22a8 8 0 0 1-8 8H36a8 8 0 0 1-8-8Z" />
      <path d="m28 58 12-22h14M120 58l-12-22H94" />
      <g className="text-accent-text">
        <rect x="56" y="10" width="36" height="26" rx="5" className="fill-accent-soft" stroke="currentColor" />
        <path d="M63 19h22M63 26h13" />
      </g>
      <path d="M74 43v9m-4-4 4 4 4-4" className="text-accent-text" stroke="currentColor" />
    </svg>
  );
}

/** Two ends that are not joined yet. */
export function PlugPicture() {
  return (
    <svg {...FRAME} aria-hidden="true" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
      <path d="M10 48h26" />
      <path d="M36 34h16a14 14 0 0 1 0 28H36Z" />
      <path d="M66 42h10M66 54h10" />
      <g className="text-accent-text">
        <path d="M112 34H98a14 14 0 0 0 0 28h14Z" className="fill-accent-soft" stroke="currentColor" />
        <path d="M112 48h26" stroke="currentColor" />
      </g>
      <path d="m80 22 3 6M90 16v7M100 22l-3 6" className="text-accent-text" stroke="currentColor" />
    </svg>
  );
}

/** A list of people, the first of whom is next. */
export function PeoplePicture() {
  return (
    <svg {...FRAME} aria-hidden="true" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
      <g className="text-accent-text">
        <rect x="34" y="8" width="80" height="24" rx="6" className="fill-accent-soft" stroke="currentColor" />
        <circle cx="48" cy="20" r="5" />
        <path d="M60 20h34" />
      </g>
      <rect x="34" y="38" width="80" height="22" rx="6" />
      <circle cx="48" cy="49" r="5" />
      <path d="M60 49h26" />
      <rect x="34" y="66" width="80" height="22" rx="6" />
      <circle cx="48" cy="77" r="5" />
      <path d="M60 77h30M22 20v50m-4-5 4 5 4-5" />
    </svg>
  );
}

/** A flask, for the CRM to try things in. */
export function FlaskPicture() {
  return (
    <svg {...FRAME} aria-hidden="true" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
      <path d="M62 10h24M66 10v24L42 78a6 6 0 0 0 5 9h54a6 6 0 0 0 5-9L82 34V10" />
      <path d="M54 58h40l11 20a6 6 0 0 1-5 9H48a6 6 0 0 1-5-9Z" className="fill-accent-soft stroke-accent-text" />
      <circle cx="68" cy="70" r="3" className="stroke-accent-text" />
      <circle cx="82" cy="76" r="2" className="stroke-accent-text" />
    </svg>
  );
}

/** A search that found nothing. */
export function NothingFoundPicture() {
  return (
    <svg {...FRAME} aria-hidden="true" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
      <rect x="20" y="14" width="76" height="68" rx="8" />
      <path d="M34 32h40M34 46h24M34 60h16" />
      <g className="text-accent-text">
        <circle cx="90" cy="56" r="20" className="fill-accent-soft" stroke="currentColor" />
        <path d="m104 71 16 16M84 50l12 12M96 50 84 62" stroke="currentColor" />
      </g>
    </svg>
  );
}

/** Something broke on the way. */
export function BrokenPicture() {
  return (
    <svg {...FRAME} aria-hidden="true" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
      <path d="M18 66h26l8-16 10 30 9-22" />
      <path d="m82 46 8-16 8 24 6-10h26" className="stroke-accent-text" />
      <path d="m72 34 4 6M82 24v7M68 46l-5-3" className="stroke-accent-text" />
    </svg>
  );
}

/** A door that is closed to this person. */
export function LockPicture() {
  return (
    <svg {...FRAME} aria-hidden="true" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
      <path d="M56 42V30a18 18 0 0 1 36 0v12" />
      <rect x="44" y="42" width="60" height="44" rx="8" className="fill-accent-soft stroke-accent-text" />
      <circle cx="74" cy="60" r="4" className="stroke-accent-text" />
      <path d="M74 64v8" className="stroke-accent-text" />
    </svg>
  );
}
