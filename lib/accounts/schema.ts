import { z } from "zod";

export const accountSchema = z.object({
  name: z.string().trim().min(1).max(120),
  timeZone: z.string().refine(isTimeZone),
});
export type AccountValues = z.infer<typeof accountSchema>;

function isTimeZone(name: string) {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
