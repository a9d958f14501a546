import { KeysetPager } from "@/components/data-table/keyset-pager";
import type { TrialPage } from "@/lib/trial-crm/queries";

/** Newer and older pages of a list of a trial CRM. */
export function RecordPager({ path, page: { newer, older } }: { path: string; page: TrialPage<unknown> }) {
  return <KeysetPager newerHref={newer && `${path}?before=${newer}`} olderHref={older && `${path}?after=${older}`} />;
}
