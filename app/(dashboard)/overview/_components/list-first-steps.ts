import type { FirstSteps } from "@/lib/overview/queries";

export type FirstStep = {
  key: "connection" | "integration" | "address" | "lead" | "published";
  isDone: boolean;
  /** Where it is done. */
  href: string;
};

/** The steps to the first published settings, in their order, ticked off from what the account really has. */
export function listFirstSteps(steps: FirstSteps): FirstStep[] {
  const integration = steps.integrationId ? `/integrations/${steps.integrationId}` : "/integrations";
  return [
    { key: "connection", isDone: steps.hasConnection, href: "/connections" },
    { key: "integration", isDone: steps.integrationId !== null, href: "/integrations" },
    { key: "address", isDone: steps.hasCopied, href: integration },
    { key: "lead", isDone: steps.hasLead, href: integration },
    { key: "published", isDone: steps.hasPublished, href: integration },
  ];
}
