import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { OperationObject } from "@/lib/api/build-document";
import { CodeBlock } from "./code-block";
import { MarkedText } from "./marked-text";
import { OperationProblems } from "./operation-problems";
import { ParameterList } from "./parameter-list";
import { SchemaView } from "./schema-view";
import { toCurl } from "./to-curl";

const TONES: Record<string, BadgeTone> = {
  GET: "info",
  POST: "success",
  PUT: "warning",
  PATCH: "warning",
  DELETE: "danger",
};

/** One operation in a line; opened, what it takes and gives. */
export function Operation({
  operation,
  method,
  path,
  address,
}: {
  operation: OperationObject;
  method: string;
  path: string;
  address: string;
}) {
  const t = useTranslations("apiAccess.reference");
  const scope = operation["x-scope"];
  const body = operation.requestBody?.content["application/json"];
  const [status = "", answer] = Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? [];
  const answerSchema = answer?.content?.["application/json"]?.schema;
  return (
    <li>
      <details id={operation.operationId} className="group scroll-mt-4">
        <summary className="flex list-none flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <span className="flex w-16 shrink-0">
            <Badge tone={TONES[method]}>{method}</Badge>
          </span>
          <code className="min-w-0 break-all font-mono text-[13px]">{path}</code>
          <span className="ms-auto flex items-center gap-2 text-muted max-sm:ms-0 max-sm:w-full">
            {operation.summary}
            <ChevronRight
              aria-hidden
              className="size-4 shrink-0 text-faint transition-transform duration-100 group-open:rotate-90 max-sm:ms-auto"
            />
          </span>
        </summary>
        <div className="flex flex-col gap-4 border-line border-t px-3 py-4">
          {operation.description && (
            <p className="max-w-prose">
              <MarkedText text={operation.description} />
            </p>
          )}
          <p className="text-muted">
            {scope === null ? (
              t("open")
            ) : (
              <>
                {t("scope")}: <code className="font-mono text-[13px] text-text">{scope}</code>
              </>
            )}
          </p>
          <Part title={t("example")}>
            <CodeBlock text={toCurl({ method, address, isOpen: scope === null, example: body?.example })} />
          </Part>
          {operation.parameters.length > 0 && (
            <Part title={t("parameters")}>
              <ParameterList parameters={operation.parameters} />
            </Part>
          )}
          {body && (
            <Part title={t("body")}>
              <SchemaView schema={body.schema} />
            </Part>
          )}
          <Part title={`${t("answer")} ${status}`}>
            {answerSchema ? <SchemaView schema={answerSchema} /> : <p className="text-muted">{t("noBody")}</p>}
          </Part>
          <Part title={t("errors")}>
            <OperationProblems codes={operation["x-problems"]} />
          </Part>
        </div>
      </details>
    </li>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-1.5 font-medium text-[13px] text-muted">{title}</h3>
      {children}
    </div>
  );
}
