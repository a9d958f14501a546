type Place = { pipeline: string; stage: string };

/** Stages are names, and two pipelines may have the same one: an id is unique in the account. */
export function toStageId({ pipeline, stage }: Place): string {
  return `${pipeline.replace(/[%:]/g, encodeURIComponent)}:${stage}`;
}

/** The names that `toStageId` put together; null for what it did not. */
export function readStageId(id: string): Place | null {
  const colon = id.indexOf(":");
  if (colon < 0) return null;
  return { pipeline: id.slice(0, colon).replace(/%3A|%25/gi, decodeURIComponent), stage: id.slice(colon + 1) };
}
