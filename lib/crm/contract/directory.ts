import { describe, expect, it } from "vitest";
import { BUILT_IN_FIELD_KEYS } from "../types";
import type { Contract } from "./contract";

const NEEDED_KEYS = {
  contact: ["name", "phone", "email", "responsible"],
  deal: ["name", "pipeline", "stage", "responsible"],
};

/** What a customer may choose from. */
export function describeDirectory(contract: Contract): void {
  describe("directory", () => {
    it("lists users, pipelines with an open stage each, and the built-in fields", () => {
      expect(contract.directory.users.length).toBeGreaterThan(0);
      expect(contract.directory.users.every(({ id, name }) => id && name)).toBe(true);
      expect(contract.directory.pipelines.length).toBeGreaterThan(0);
      for (const pipeline of contract.directory.pipelines) {
        expect(pipeline.stages.some(({ kind }) => kind === "open")).toBe(true);
      }
      const stageIds = contract.directory.pipelines.flatMap(({ stages }) => stages.map(({ id }) => id));
      expect(new Set(stageIds).size).toBe(stageIds.length);
      for (const entity of ["contact", "deal"] as const) {
        const keys = contract.directory.fields
          .filter((field) => field.entity === entity && field.isBuiltIn)
          .map(({ key }) => key);
        // A CRM without tags or sources does not offer them; nobody offers others.
        expect(keys.filter((key) => !(BUILT_IN_FIELD_KEYS[entity] as readonly string[]).includes(key))).toEqual([]);
        expect(keys).toEqual(expect.arrayContaining(NEEDED_KEYS[entity]));
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
