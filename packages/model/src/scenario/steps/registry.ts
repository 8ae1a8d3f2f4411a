import type { Descriptor } from "../descriptor.ts";
import { type AskStep, ask, type WrittenAsk } from "./ask.ts";
import { type DemandStep, demand, type WrittenDemand } from "./demand.ts";
import { type EachStep, each, type WrittenEach } from "./each.ts";
import type { IssueStep } from "./issue.ts";
import { type OnceStep, once, type WrittenOnce } from "./once.ts";
import { type PublishStep, publish, type WrittenPublish } from "./publish.ts";
import { type QueryStep, query, type WrittenQuery } from "./query.ts";
import { type ReplyStep, reply, type WrittenReply } from "./reply.ts";
import { type SendStep, send, type WrittenSend } from "./send.ts";
import { type SubscribeStep, subscribe, type WrittenSubscribe } from "./subscribe.ts";
import { type TransactionStep, transaction, type WrittenTransaction } from "./transaction.ts";
import { type WaitStep, type WrittenWait, wait } from "./wait.ts";
import { type WorkStep, type WrittenWork, work } from "./work.ts";

export type Step =
	| QueryStep
	| TransactionStep
	| OnceStep
	| AskStep
	| WorkStep
	| SendStep
	| EachStep
	| PublishStep
	| SubscribeStep
	| WaitStep
	| ReplyStep
	| DemandStep
	| IssueStep;

export type WrittenStep<Database extends string = string, Server extends string = string> =
	| WrittenQuery<Database>
	| WrittenTransaction<Database, Server>
	| WrittenOnce<Database>
	| WrittenAsk<Server>
	| WrittenWork
	| WrittenSend
	| WrittenEach
	| WrittenPublish
	| WrittenSubscribe
	| WrittenWait
	| WrittenReply
	| WrittenDemand<Server>;

/** What a server can do for a request, in the order of a route's list. */
export const stepKinds: readonly Descriptor<Step>[] = [
	...[query, transaction, once, ask, work, send, each],
	...[publish, subscribe, wait, reply, demand],
];
