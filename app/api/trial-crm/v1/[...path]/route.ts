import { handleTrialRequest } from "@/lib/trial-crm/handle-request";

export const dynamic = "force-dynamic";

/** The API of the «Пробна CRM» (docs/crm/trial.md). */
export {
  handleTrialRequest as DELETE,
  handleTrialRequest as GET,
  handleTrialRequest as PATCH,
  handleTrialRequest as POST,
};
