import type { Descriptor } from "../descriptor.ts";
import { type QueryStep, query, type WrittenQuery } from "./query.ts";
import { type ReplyStep, reply, type WrittenReply } from "./reply.ts";
import { type WorkStep, type WrittenWork, work } from "./work.ts";

export type Step = QueryStep | WorkStep | ReplyStep;

export type WrittenStep<Database extends string = string> = WrittenQuery<Database> | WrittenWork | WrittenReply;

/** What a server can do for a request, in the order of a route's list. */
export const stepKinds: readonly Descriptor<Step>[] = [query, work, reply];
