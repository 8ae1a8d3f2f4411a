import type { Descriptor } from "../descriptor.ts";
import { type QueryStep, query } from "./query.ts";
import { type ReplyStep, reply } from "./reply.ts";
import { type WorkStep, work } from "./work.ts";

export type Step = QueryStep | WorkStep | ReplyStep;

/** What a server can do for a request, in the order of a route's list. */
export const stepKinds: readonly Descriptor<Step>[] = [query, work, reply];
