import { customType } from "drizzle-orm/pg-core";

/** Raw bytes. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => "bytea",
});
