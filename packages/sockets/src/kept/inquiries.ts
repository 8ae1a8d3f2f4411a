import { type CallId, type RequestLine, requestParts } from "@roundtrip/model";
import type { Job, JobListener, JobStream } from "../servers/job.ts";
import { BEHIND_AT_MOST, HELD_AT_MOST, type Holds } from "./holds.ts";
import { createItemQueue } from "./item-queue.ts";
import { NO_LOOK } from "./job.ts";
import type { ReadCounts } from "./read-counts.ts";
import { understand } from "./said.ts";
import type { Shown } from "./shown.ts";
import type { Value, ValueOf } from "./values.ts";

/** How a route has answered. */
export interface Outcome {
	readonly status: number;
	readonly value: Value;
	/** What the route has read last, where it says nothing itself. */
	readonly count: number | undefined;
}

/** Why a route opens no stream, or ends it before its time. */
export class Unanswered extends Error {
	readonly status: number;

	constructor(status: number, sentence: string) {
		super(sentence);
		this.name = "Unanswered";
		this.status = status;
	}
}

/** Asks routes for values, whose bytes a library writes. */
export interface Inquiries {
	/** @param text what is said to it */
	ask(route: RequestLine, text: string, shown: Shown): Promise<Outcome>;
	/**
	 * Fails as `Unanswered`.
	 * @param text what is said to it at first
	 * @param shown by whoever asks
	 * @param said what the client sends from then on, one after the other
	 */
	open(route: RequestLine, text: string, shown: Shown, said?: AsyncIterable<string>): AsyncGenerator<Value, void>;
}

export interface InquiryParts {
	readonly nameCall: (request: RequestLine) => CallId;
	readonly counts: Pick<ReadCounts, "expect" | "take">;
	readonly valueFor: ValueOf;
	readonly holds: Holds;
	/** False until the server may work. */
	readonly isOpen: () => boolean;
	readonly receive: (job: Job) => void;
}

const STARTING = "The server is starting.";

export function createInquiries({ nameCall, counts, valueFor, holds, isOpen, receive }: InquiryParts): Inquiries {
	function jobFor(route: RequestLine, text: string, shown: Shown): Omit<Job, "answer"> {
		const call = nameCall(route);
		return { ...requestParts(route), call, route, content: Buffer.from(text), understand, ...shown };
	}

	function ask(route: RequestLine, text: string, shown: Shown): Promise<Outcome> {
		if (!isOpen()) return Promise.resolve({ status: 503, value: STARTING, count: undefined });
		const job = jobFor(route, text, shown);
		counts.expect(job.call);
		return new Promise((resolve) => {
			receive({
				...job,
				answer(reply, meant) {
					const { status, content } = meant ?? { status: reply.status, content: reply };
					resolve({ status, value: valueFor(content), count: counts.take(job.call) });
					return NO_LOOK;
				},
			});
		});
	}

	async function* open(
		route: RequestLine,
		text: string,
		shown: Shown,
		said: AsyncIterable<string> = nothing(),
	): AsyncGenerator<Value, void> {
		const release = holds.take();
		if (release === undefined) throw new Unanswered(503, `At most ${HELD_AT_MOST} streams at the same time.`);
		try {
			if (!isOpen()) throw new Unanswered(503, STARTING);
			let listener: JobListener | undefined;
			const queue = createItemQueue<{ readonly value: Value }>();
			const stream: JobStream = {
				open: () => NO_LOOK,
				send(_item, meant, number) {
					queue.put({ value: valueFor(meant, number) });
					if (queue.length > BEHIND_AT_MOST.items) queue.fail(new Unanswered(503, "The client is too slow."));
					return 0;
				},
				end() {
					queue.end();
					return 0;
				},
				listen(one) {
					listener = one;
					void tellItems(said, one);
				},
			};
			const job = jobFor(route, text, shown);
			receive({
				...{ ...job, stream },
				answer(reply, meant) {
					const value = valueFor(meant?.content ?? reply);
					queue.fail(new Unanswered(reply.status, typeof value === "string" ? value : ""));
					return NO_LOOK;
				},
			});
			for await (const { value } of queue.items(() => listener?.gone())) yield value;
		} finally {
			release();
		}
	}

	return { ask, open };
}

async function tellItems(said: AsyncIterable<string>, listener: JobListener): Promise<void> {
	try {
		for await (const text of said) listener.item(Buffer.from(text));
		listener.ended();
	} catch {
		listener.gone();
	}
}

/** Nothing is said. */
async function* nothing(): AsyncGenerator<string, void> {
	// It ends at once.
}
