import { FileJson } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { buttonClasses } from "@/components/ui/button-classes";
import { PageHeader } from "@/components/ui/page-header";
import { API_ROUTES } from "@/lib/api/api-routes";
import { buildDocument, type OpenApiDocument } from "@/lib/api/build-document";
import { CodeBlock } from "./_components/code-block";
import { Introduction } from "./_components/introduction";
import { Operation } from "./_components/operation";
import { ProblemsTable } from "./_components/problems-table";
import { ReferenceSearch, Searchable } from "./_components/reference-search";
import { SchemaList } from "./_components/schema-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("apiAccess.reference"))("link") };
}

/** The reference of the public API, drawn from its OpenAPI document. Open to everybody: it tells nothing of any account. */
export default async function ReferencePage() {
  const t = await getTranslations("apiAccess.reference");
  const document = buildDocument(API_ROUTES, await getLocale());
  const [server] = document.servers;
  const groups = groupByTag(document);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={document.info.description}
        actions={
          <a href="/api/v1/openapi.json" className={buttonClasses({})}>
            <FileJson aria-hidden />
            {t("download")}
          </a>
        }
      />
      <CodeBlock text={server?.url ?? ""} />
      <div className="mt-8 grid gap-x-10 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <nav aria-label={t("contents")} className="max-lg:hidden">
          <ul className="sticky top-6 flex flex-col gap-0.5 text-[13px]">
            <ContentsLink href="#introduction">{t("intro.title")}</ContentsLink>
            {groups.map(({ name, label, operations }) => (
              <ContentsLink key={name} href={`#tag-${name}`}>
                {label} <span className="text-faint tabular-nums">{operations.length}</span>
              </ContentsLink>
            ))}
            <ContentsLink href="#problems">{t("problems")}</ContentsLink>
            <ContentsLink href="#schemas">{t("schemas")}</ContentsLink>
          </ul>
        </nav>
        <div className="min-w-0">
          <Introduction />
          <ReferenceSearch
            entries={groups.flatMap(({ operations }) =>
              operations.map(({ operation, text }) => ({ id: operation.operationId, text })),
            )}
          >
            {groups.map(({ name, label, operations }) => (
              <Searchable key={name} ids={operations.map(({ operation }) => operation.operationId)}>
                <section aria-labelledby={`tag-${name}`} className="mb-8">
                  <h2 id={`tag-${name}`} className="mb-2 font-semibold text-base">
                    {label}
                  </h2>
                  <ul className="divide-y divide-line rounded-lg border border-line">
                    {operations.map(({ operation, method, path }) => (
                      <Searchable key={operation.operationId} ids={[operation.operationId]}>
                        <Operation
                          operation={operation}
                          method={method}
                          path={path}
                          address={`${server?.url}${path}`}
                        />
                      </Searchable>
                    ))}
                  </ul>
                </section>
              </Searchable>
            ))}
          </ReferenceSearch>
          <ProblemsTable />
          <SchemaList schemas={document.components.schemas} />
        </div>
      </div>
    </>
  );
}

function ContentsLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <li>
      <a href={href} className="block rounded-md px-2 py-1 text-muted hover:bg-hover hover:text-text">
        {children}
      </a>
    </li>
  );
}

/** The operations as the document orders them, each with what it is found by. */
function groupByTag({ tags, paths }: OpenApiDocument) {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
      text: [path, operation.operationId, operation.summary, operation.description, ...findNames(operation)].join(" "),
    })),
  );
  return tags.map(({ name, description }) => ({
    name,
    label: description,
    operations: all.filter(({ operation }) => operation.tags.includes(name)),
  }));
}

/** Names of parameters, of properties and of shapes. */
function findNames(value: unknown, key = ""): string[] {
  if (typeof value === "string") return key === "$ref" || key === "name" ? [value.split("/").at(-1) ?? ""] : [];
  if (typeof value !== "object" || value === null) return [];
  const names = key === "properties" ? Object.keys(value) : [];
  return [
    ...names,
    ...Object.entries(value).flatMap(([name, inner]) => (name === "responses" ? [] : findNames(inner, name))),
  ];
}
