import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import type { OpenApiDocument } from "./build-document";

const DOCUMENT_ID = "https://leadbox.test/openapi.json";

export type TestAnswer = { status: number; headers: Headers; body: unknown };

/** Checks answers against what an OpenAPI document says of their operation. */
export function createAnswerCheck(document: OpenApiDocument) {
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema({ $id: DOCUMENT_ID, ...document });
  const checks = new Map<string, ValidateFunction>();

  /** Fails unless status, content type and body are what the document says for the operation. */
  return ({ path, method, status, headers, body }: TestAnswer & { path: string; method: string }) => {
    const where = `${method} ${path} ${status}`;
    const response = document.paths[path]?.[method.toLowerCase()]?.responses[status];
    expect(response, `${where} is not in the document`).toBeDefined();
    if (!response?.content) {
      expect(body, where).toBeNull();
      return;
    }
    const [type = ""] = Object.keys(response.content);
    expect(headers.get("content-type"), where).toBe(`${type}; charset=utf-8`);
    for (const name of Object.keys(response.headers ?? {})) expect(headers.has(name), `${where} ${name}`).toBe(true);

    const pointer = ["paths", path, method.toLowerCase(), "responses", String(status), "content", type, "schema"];
    const ref = `${DOCUMENT_ID}#/${pointer.map(toPointerPart).join("/")}`;
    const check = checks.get(ref) ?? ajv.compile({ $ref: ref });
    checks.set(ref, check);
    expect(check(body) ? [] : check.errors, `${where} ${JSON.stringify(body)}`).toEqual([]);
  };
}

function toPointerPart(part: string) {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}
