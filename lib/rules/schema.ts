import { z } from "zod";

export const UPDATE_POLICIES = ["nothing", "all", "if_empty"] as const;
export const NO_IDENTIFIER_POLICIES = ["skip", "create", "hold"] as const;

/** «Правила інтеграції». */
export const rulesSchema = z.object({
  /** «Заборонити створювати угоду в будь якому випадку» */
  isDealForbidden: z.boolean().default(false),
  /** «Заборонити створювати задачу на повторну угоду» */
  isTaskForbidden: z.boolean().default(false),
  /** «Оновити всі поля» / «Оновити тільки пусті поля» / nothing. */
  update: z.enum(UPDATE_POLICIES).default("if_empty"),
  /** What happens to a lead with neither phone nor e-mail. */
  noIdentifier: z.enum(NO_IDENTIFIER_POLICIES).default("skip"),
  /** How long a lead is held until identified, in minutes. */
  holdMinutes: z.number().int().min(1).max(43_200).default(1_440),
  /** Pipelines whose open deals count as active; empty: all. */
  activePipelineIds: z.array(z.string()).max(100).default([]),
  taskTemplate: z.string().min(1).max(2_000).default("Повторне звернення з {{integration.name}}"),
  taskDueMinutes: z.number().int().min(0).max(525_600).default(60),
  /** Who gets a lead when no collection says who; null: the connection's default user. */
  defaultResponsibleId: z.string().min(1).max(200).nullable().default(null),
});
export type Rules = z.infer<typeof rulesSchema>;
