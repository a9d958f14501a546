import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { createFunctions } from "@/inngest/functions";

/** Where an Inngest server calls the functions. Whoever cannot sign a request gets a 401; the embedded engine does not come this way. */
export const { GET, POST, PUT } = serve({ client: inngest, functions: createFunctions(inngest) });
