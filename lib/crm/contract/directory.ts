import { describe, expect, it } from "vitest";
import { BUILT_IN_FIELD_KEYS } from "../types";
import type { Contract } from "./contract";

/** What a customer may choose from. */
export function describeDirectory(contract: Contract): void {
  describe("directory", () => {
    it("lists users, pipelines with an open stage each, and the built-in fields", () => {
      expect(contract.directory.users.length).toBeGreaterThan(0);
      expect(contract.directory.users.every(({ id, name }) => id && name)).toBe(true);
      for (const pipeline of contract.directory.pipelines) {
        expect(pipeline.stages.some(({ kind }) => kind === "open")).toBe(true);
      }
      for (const entity of ["contact", "deal"] as const) {
        const keys = contract.directory.fields
          .filter((field) => field.entity === entity && field.isBuiltIn)
          .map(({ key }) => key);
        expect(keys.toSorted()).toEqual([...BUILT_IN_FIELD_KEYS[entity]].toSorted());
      }
      const names = contract.directory.fields.map(({ entity, key }) => `${entity}.${key}`);
      expect(new Set(names).size).toBe(names.length);
    });

    it("gives the choices of every field that has some", () => {
      const choosable = contract.directory.fields.filter(({ type }) => type === "enum" || type === "multi_enum");
      expect(choosable.every(({ options }) => (options?.length ?? 0) > 0)).toBe(true);
    });

    it("says whose credentials they are", async () => {
      const account = await contract.connect().verify();
      expect(account.name).not.toBe("");
    });
  });
}
