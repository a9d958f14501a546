/**
 * How long a run that shows no life is still taken to live, in seconds. Longer than the slowest step: a handful of calls to
 * a CRM that uses up their time limit each.
 */
export const RUN_LIFE_SECONDS = 600;
