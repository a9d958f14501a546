import path from "node:path";
import postgres from "postgres";
import { readDataFile } from "@/scripts/supervisor/data-file";
import type { Secrets } from "@/scripts/supervisor/secrets";
import type { Stack } from "./stack";

/** The product's database past the walls between accounts. Whoever opens it ends it. */
export function openAsSuperuser({ dataDir, ownerUrl }: Pick<Stack, "dataDir" | "ownerUrl">): postgres.Sql {
  const url = new URL(ownerUrl);
  url.username = "postgres";
  url.password = readDataFile<Secrets>(path.join(dataDir, "secrets.json"))?.postgresPassword ?? "";
  return postgres(url.href, { max: 1 });
}
