import { z } from "zod";
import type { CrmHttp } from "../types";
import { answerOf, batchAnswerOf } from "./api-types";
import { type Command, toBatch } from "./batch";
import { createOperatingTimes } from "./operating-times";
import type { Access } from "./settings";

/** More pages than any list that is asked for has; a server that never ends a list does not hold us. */
const PAGES_MAX = 100;

const operatingTimes = createOperatingTimes();

type Call<R> = Command & { result: z.ZodType<R>; isWrite?: boolean };

/** How methods of one portal are called: one, page after page, or several as a batch. The secret path stays out of labels. */
export function createCaller({ restUrl, portalUrl }: Access, http: CrmHttp) {
  const toPlace = (method: string) => `${portalUrl} ${method}`;

  async function send<R>({ method, params = {}, result, isWrite }: Call<R>) {
    try {
      const answer = await http.request({
        method: "POST",
        url: `${restUrl}/${method}`,
        label: `/${method}`,
        json: params,
        answer: answerOf(result),
        isWrite,
      });
      operatingTimes.remember(toPlace(method), answer.time?.operating_reset_at);
      return answer;
    } catch (error) {
      throw operatingTimes.complete(error, [toPlace(method)]);
    }
  }

  const call = async <R>(request: Call<R>): Promise<R> => (await send(request)).result;

  /** All rows of a list from a place on. A page has 50 rows, which cannot be changed. */
  async function list<R>({ method, params, result }: Call<R>, start = 0): Promise<R[]> {
    const rows: R[] = [];
    let next: number | undefined = start;
    for (let page = 0; page < PAGES_MAX && next !== undefined; page += 1) {
      const answer: { result: R[]; next?: number } = await send({
        method,
        params: { ...params, start: next },
        result: z.array(result),
      });
      rows.push(...answer.result);
      next = answer.next;
    }
    return rows;
  }

  /** Reads several things by one call. `results` says what each command gives; `next` where those begin that are not whole. */
  async function batch<R>(commands: Readonly<Record<string, Command>>, results: z.ZodType<R>) {
    const methods = Object.entries(commands).map(([name, { method }]) => ({ name, place: toPlace(method) }));
    try {
      const { result } = await http.request({
        method: "POST",
        url: `${restUrl}/batch`,
        label: `/batch (${[...new Set(Object.values(commands).map(({ method }) => method))].join(", ")})`,
        json: toBatch(commands),
        answer: batchAnswerOf(results),
      });
      const times = toRecord(result.result_time);
      for (const { name, place } of methods) operatingTimes.remember(place, times[name]?.operating_reset_at);
      return { results: result.result, next: toRecord(result.result_next) };
    } catch (error) {
      const places = methods.map(({ place }) => place);
      throw operatingTimes.complete(error, places);
    }
  }

  return { call, list, batch };
}

function toRecord<V>(value: Record<string, V> | never[] | undefined): Partial<Record<string, V>> {
  return value === undefined || Array.isArray(value) ? {} : value;
}
