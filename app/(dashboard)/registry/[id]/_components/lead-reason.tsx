import Link from "next/link";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { codeText, findCodeText, type RegistryTexts } from "@/app/(dashboard)/_components/lead-trace/code-text";
import { ConditionText } from "@/app/(dashboard)/_components/lead-trace/condition-text";
import { createFieldTexts } from "@/app/(dashboard)/_components/lead-trace/field-texts";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CrmDirectory } from "@/lib/crm/types";
import type { LeadDetails } from "@/lib/leads/queries";
import { failedConditionSchema } from "@/lib/leads/read-trace";
import type { LeadStatus } from "@/lib/leads/status";

const detailSchema = z
  .object({
    event: z.string().optional().catch(undefined),
    failed: failedConditionSchema.optional().catch(undefined),
    leadId: z.uuid().optional().catch(undefined),
    /** Of a `CrmError`, or why a body was not read. */
    code: z.string().optional().catch(undefined),
    status: z.number().nullish().catch(undefined),
    words: z.string().optional().catch(undefined),
    more: z.number().optional().catch(undefined),
    notes: z
      .array(z.object({ code: z.string(), count: z.number().default(0) }))
      .optional()
      .catch(undefined),
  })
  .catch({});

/** What the lead's status means in plain words, what to do about it, and the CRM's own words. */
export function LeadReason({ lead, directory }: { lead: LeadDetails; directory: CrmDirectory | null }) {
  const t = useTranslations("registry");
  const { status, reason } = lead;
  const detail = detailSchema.parse(lead.reasonDetail ?? {});
  const { text, todo } = findWords(t, { status, reason });
  if (!text) return null;
  const waitsForId = status === "waiting" ? detail.leadId : undefined;
  // Every other code is ours: the CRM said nothing, or nothing that could be read.
  const said = (detail.code ?? "status") === "status" ? detail.words : undefined;
  const crmWords = said ?? (reason === "connection_broken" ? lead.connection?.brokenReason : null);
  return (
    <div className="mb-5">
      <Notice tone={TONES[status]} title={text}>
        {reason === "crm_unavailable" || reason === "crm_rejected" || reason === "retries_exhausted" ? (
          <p>{detail.code && findCodeText(t, "crmErrors", detail.code)}</p>
        ) : (
          detail.code && <p>{findCodeText(t, "bodyProblems", detail.code)}</p>
        )}
        {detail.event && <p>{t("eventKind", { kind: codeText(t, "eventKinds", detail.event) })}</p>}
        {detail.failed && (
          <div className="mt-1">
            <ConditionText failed={detail.failed} fields={createFieldTexts(t, directory)} />
          </div>
        )}
        {todo && (
          <p className="mt-1">
            <span className="font-medium">{t("lead.what")}</span> {todo}
          </p>
        )}
        {lead.nextTryAt && (status === "waiting" || status === "held") && (
          <p className="mt-1">
            {t("lead.nextTryAt")} <RelativeTime at={lead.nextTryAt} />
          </p>
        )}
        {waitsForId && <LeadLink id={waitsForId}>{t("lead.waitsFor")}</LeadLink>}
        {lead.duplicateOfId && <LeadLink id={lead.duplicateOfId}>{t("lead.duplicateOf")}</LeadLink>}
        {detail.more && <p className="mt-1">{t("lead.more", { count: detail.more })}</p>}
        {detail.notes?.map((note) => (
          <p key={note.code}>{codeText(t, "bodyNotes", note.code, { count: note.count })}</p>
        ))}
        {crmWords && (
          <figure className="mt-2">
            <figcaption className="text-[13px]">
              {t("lead.crmWords")}
              {detail.status ? ` · ${t("lead.httpStatus", { status: detail.status })}` : ""}
            </figcaption>
            <blockquote className="mt-1 whitespace-pre-wrap break-words border-current border-s-2 ps-2.5 font-mono text-[13px]">
              {crmWords}
            </blockquote>
          </figure>
        )}
      </Notice>
    </div>
  );
}

function LeadLink({ id, children }: { id: string; children: string }) {
  return (
    <p className="mt-1">
      <Link href={`/registry/${id}`} className="rounded-sm underline underline-offset-2">
        {children}
      </Link>
    </p>
  );
}

function findWords(t: RegistryTexts, { status, reason }: { status: LeadStatus; reason: string | null }) {
  if (status === "duplicate") return { text: t("lead.duplicateText"), todo: t("lead.duplicateTodo") };
  if (reason) return { text: findCodeText(t, "reasons", reason) ?? reason, todo: findCodeText(t, "todos", reason) };
  if (status === "delivered") return { text: t("lead.deliveredText"), todo: null };
  if (status === "received") return { text: t("lead.receivedText"), todo: null };
  if (status === "processing") return { text: t("lead.processingText"), todo: null };
  return { text: null, todo: null };
}

const TONES = {
  received: "info",
  processing: "info",
  delivered: "success",
  filtered: "info",
  skipped: "info",
  duplicate: "info",
  waiting: "warning",
  held: "warning",
  failed: "danger",
} as const satisfies Record<LeadStatus, string>;
