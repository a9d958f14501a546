import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClasses } from "@/components/ui/button-classes";
import { JsonTree } from "@/components/ui/json-tree";
import { Section } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import type { LeadDetails } from "@/lib/leads/queries";
import { toShownText } from "./to-shown-text";

/** What came: the event as a tree, and the request as it was received. */
export function LeadEvent({ lead }: { lead: LeadDetails }) {
  const t = useTranslations("registry.event");
  const request = [
    { id: "body", label: t("body"), panel: <Body lead={lead} /> },
    { id: "headers", label: t("headers"), panel: <Headers headers={lead.body?.headers ?? {}} /> },
  ];
  const tree = lead.event && {
    id: "tree",
    label: t("tree"),
    panel: <JsonTree label={t("treeLabel")} value={lead.event} />,
  };
  return (
    <Section title={t("title")} description={t("help")}>
      {!lead.event && <p className="mb-3 text-muted">{t("noEvent")}</p>}
      <Tabs label={t("title")} tabs={tree ? [tree, ...request] : request} />
    </Section>
  );
}

function Body({ lead: { id, body, bodyIndex } }: { lead: LeadDetails }) {
  const t = useTranslations("registry.event");
  if (!body) return null;
  if (!body.start) return <p>{t("bodyGone")}</p>;
  if (body.start.length === 0) return <p>{t("bodyEmpty")}</p>;
  const isCut = body.start.length < body.size;
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <p className="text-[13px] text-muted">
          {isCut ? t("cut", { shown: body.start.length, bytes: body.size }) : t("size", { bytes: body.size })}{" "}
          {bodyIndex > 0 && t("several", { number: bodyIndex + 1 })}
        </p>
        <a href={`/registry/${id}/body`} download className={buttonClasses({ size: "sm" })}>
          <Download aria-hidden />
          {t("download")}
        </a>
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard.
        tabIndex={0}
        className="max-h-[480px] overflow-auto whitespace-pre-wrap rounded-lg border border-line p-3 font-mono text-xs leading-5 [overflow-wrap:anywhere]"
      >
        {toShownText(body.start)}
      </pre>
    </>
  );
}

function Headers({ headers }: { headers: Record<string, string> }) {
  return (
    <dl className="font-mono text-xs leading-5">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} className="flex flex-wrap gap-x-2">
          <dt className="text-accent-text">{name}:</dt>
          <dd className="min-w-0 break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
