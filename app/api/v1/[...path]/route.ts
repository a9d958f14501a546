import { handleApiRequest } from "@/lib/api/handle-request";

export const dynamic = "force-dynamic";

/** The public API (docs/api.md). */
export {
  handleApiRequest as DELETE,
  handleApiRequest as GET,
  handleApiRequest as PATCH,
  handleApiRequest as POST,
  handleApiRequest as PUT,
};
