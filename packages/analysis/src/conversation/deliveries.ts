import { callParts, type EventOf, type Nanoseconds } from "@roundtrip/model";
import { type ClientLog, type ClientMessage, isOf } from "./client-log.ts";

/** Something that was published, on its way to one client that did not publish it. */
export interface Delivery {
	readonly publishedSeq: number;
	readonly client: string;
	/** From its publishing until the client has it; absent where it never came. */
	readonly takesNs?: Nanoseconds;
}

/** One for everything that was published and each client that is to have it. */
export function deliveriesOf(log: ClientLog): readonly Delivery[] {
	const arrivals = log.clients.map((client) => ({ client, arrivedAt: arrivalsOf(client, log) }));
	return log.published.flatMap((event) =>
		arrivals
			.filter(({ client }) => publisherOf(event, log) !== client)
			.map(({ client, arrivedAt }) => {
				const at = arrivedAt(event);
				return { publishedSeq: event.seq, client, ...(at === undefined ? {} : { takesNs: at - event.at }) };
			}),
	);
}

function publisherOf({ exchange }: EventOf<"published">, { exchanges }: ClientLog): string | undefined {
	return exchanges.get(exchange)?.client;
}

/** When something published came to a client: in the message that it caused, or else, where the client polls, in an answer. */
function arrivalsOf(client: string, log: ClientLog): (event: EventOf<"published">) => Nanoseconds | undefined {
	const answers = log.messages.filter(
		(each) => each.client === client && !each.goesUp && typeof each.item !== "string",
	);
	const caused = new Map<number, Nanoseconds>();
	for (const answer of answers) {
		if (answer.deliveredAt === undefined) continue;
		const told = publishedFor(answer, log);
		const awaited = told.length === 0 ? awaitedBy(answer, log) : undefined;
		for (const event of awaited === undefined ? told : [awaited]) {
			if (publisherOf(event, log) !== client && !caused.has(event.seq)) caused.set(event.seq, answer.deliveredAt);
		}
	}
	if (caused.size > 0) return ({ seq }) => caused.get(seq);
	const polled = answers.filter((each) => tellsState(each, log));
	return ({ seq }) => firstOf(polled.filter(({ call }) => (log.startedSeqs.get(call) ?? -1) > seq));
}

/** An answer to a request that published nothing tells what was so when a worker took it. */
function tellsState({ call, item }: ClientMessage, { published, exchanges }: ClientLog): boolean {
	const isOpen = exchanges.get(callParts(call).exchange)?.isStream ?? false;
	return item === undefined && !isOpen && !published.some((each) => each.call === call);
}

function firstOf(answers: readonly ClientMessage[]): Nanoseconds | undefined {
	const times = answers.flatMap(({ deliveredAt }) => (deliveredAt === undefined ? [] : [deliveredAt]));
	return times.length === 0 ? undefined : Math.min(...times);
}

/** What a request was held back for, where its answer doesn't name it: the first that was published while it waited. */
function awaitedBy({ call, sentSeq }: ClientMessage, log: ClientLog): EventOf<"published"> | undefined {
	const channel = log.exchanges.get(callParts(call).exchange)?.waitsFor;
	const startedSeq = log.startedSeqs.get(call);
	if (channel === undefined || startedSeq === undefined) return undefined;
	return log.published.find(({ seq, data }) => seq > startedSeq && seq < sentSeq && data.channel === channel);
}

/**
 * What was published and is among the causes of an answer, as far back as its own call goes. Behind an item stand the
 * others of its stream, which carried what was published before: of its causes only the nearest count.
 */
function publishedFor({ call, sentSeq, item }: ClientMessage, { trace }: ClientLog): readonly EventOf<"published">[] {
	const found: EventOf<"published">[] = [];
	const seen = new Set<number>();
	const open = [sentSeq];
	for (let seq = open.pop(); seq !== undefined; seq = open.pop()) {
		if (seen.has(seq)) continue;
		seen.add(seq);
		const event = trace.event(seq);
		if (event.kind === "published") found.push(event);
		else if (seq === sentSeq || (item === undefined && isOf(event, call))) open.push(...event.causes);
	}
	return found;
}
