/** Plans in the order of their size. */
export const PLAN_NAMES = ["free", "standard", "premium", "pro"] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

/**
 * What each plan allows. The database holds the limit too (function `integration_limit`), so that requests at the same
 * time cannot pass it; a test keeps the two equal.
 */
export const PLANS: Record<PlanName, { label: string; activeIntegrations: number }> = {
  free: { label: "Free", activeIntegrations: 2 },
  standard: { label: "Standard", activeIntegrations: 5 },
  premium: { label: "Premium", activeIntegrations: 20 },
  pro: { label: "Pro", activeIntegrations: 100 },
};
