import {
	type Content,
	type Data,
	dataOf,
	encodeResponse,
	filling,
	type HttpReply,
	withFields,
} from "@roundtrip/behaviour";
import type { Types } from "@roundtrip/model";
import { contentKind } from "../shaper/content-kind.ts";
import type { AnswerLook, Job, JobListener, JobStream, Meant } from "./job.ts";
import { createMailbox, type Mailbox } from "./mailbox.ts";

/** What a library has made of a request. */
export interface SpokenAnswer {
	readonly reply: HttpReply;
	/** What follows the head of a stream. */
	readonly content?: AsyncIterable<Uint8Array> | undefined;
	/** When all of it has come. */
	readonly trailers?: () => NonNullable<HttpReply["trailers"]>;
}

/** What is said to a library: the value of an answer, or one after the other. */
export interface Values {
	readonly answer: Promise<Meant>;
	readonly items: AsyncIterable<{ readonly content: Content; readonly number: number }>;
}

/** A library that serves one protocol, between those who take requests in and those who work on them. */
export interface Spoken {
	/** The job as its server works on it: what it says goes to the library. */
	readonly job: Job;
	readonly values: Values;
	/** What the client sends: the request's content, or what follows it. */
	readonly content: AsyncIterable<Uint8Array>;
	/** Writes what the library has made of it. */
	write(answer: SpokenAnswer): Promise<void>;
}

/** What is meant by a message, as libraries take it: records, or a text. */
export function meantValue(types: Types, { data, body }: Content, number = 1): Data | string | undefined {
	if (data !== undefined) return dataOf(types, data, number);
	return body.size === 0 ? undefined : (body.text ?? filling(body.size));
}

export function createSpoken(job: Job, isOpen: boolean): Spoken {
	const answered = deferred<Meant>();
	let fields: NonNullable<Meant["fields"]> = [];
	const items = createMailbox<{ readonly content: Content; readonly number: number }>();
	const content = createMailbox<Uint8Array>();
	const { stream } = job;
	const heard = stream === undefined ? undefined : hear(stream, content, () => items.end());
	if (!isOpen) {
		content.put(job.content);
		content.end();
	}

	const spokenStream: JobStream = {
		open: (reply) => lookOf({ ...reply, isOpen: true }),
		send(body, meant, number) {
			items.put({ content: meant, number });
			return body.size;
		},
		end({ body }) {
			items.end();
			return body.size;
		},
		listen: (listener) => heard?.(listener),
	};
	return {
		values: { answer: answered.promise, items: items.all },
		content: content.all,
		job: {
			...job,
			answer(reply, meant) {
				fields = meant?.fields ?? [];
				answered.resolve(meant ?? { status: reply.status, content: { body: reply.body } });
				return lookOf(reply);
			},
			stream: spokenStream,
		},
		async write({ reply, content: following, trailers }) {
			const said = { ...reply, fields: withFields(reply.fields, fields) };
			if (following === undefined || stream === undefined) job.answer(said);
			else await writeStream(stream, said, following, trailers);
		},
	};
}

/** As far as it is known before a library has written it. */
function lookOf(reply: HttpReply): AnswerLook {
	const { summary, size } = encodeResponse(reply, 0);
	return { summary, size };
}

async function writeStream(
	stream: JobStream,
	reply: HttpReply,
	content: AsyncIterable<Uint8Array>,
	trailers: SpokenAnswer["trailers"],
): Promise<void> {
	stream.open({ ...reply, isStreamed: true, isOpen: true });
	let closing = "";
	for await (const chunk of content) {
		const octets = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1");
		// What ends a stream by its own word goes with the end of its content.
		if (isEnd(octets, reply)) closing += octets;
		else stream.send({ size: octets.length, octets }, { body: { size: octets.length, octets } }, 0);
	}
	stream.end({ body: { size: closing.length, octets: closing }, trailers: trailers?.() ?? [] });
}

function isEnd(octets: string, { fields }: HttpReply): boolean {
	const type = fields.find(([name]) => name === "content-type")?.[1] ?? "";
	if (type.startsWith("application/connect")) return contentKind("connect", octets) === "end";
	return type.startsWith("text/event-stream") && contentKind("graphql", octets) === "end";
}

/** What the client says goes to the library, and is told to whoever works on the request. */
function hear(stream: JobStream, content: Mailbox<Uint8Array>, gone: () => void): (listener: JobListener) => void {
	const early: ((listener: JobListener) => void)[] = [];
	let listener: JobListener | undefined;
	const tell = (what: (listener: JobListener) => void): void => {
		if (listener === undefined) early.push(what);
		else what(listener);
	};
	stream.listen({
		item(chunk) {
			content.put(chunk);
			tell((each) => each.item(chunk));
		},
		ended() {
			content.end();
			tell((each) => each.ended());
		},
		gone() {
			content.end();
			gone();
			tell((each) => each.gone());
		},
	});
	return (one) => {
		listener = one;
		for (const what of early) what(one);
	};
}

interface Deferred<Value> {
	readonly promise: Promise<Value>;
	resolve(value: Value): void;
}

function deferred<Value>(): Deferred<Value> {
	let resolve: (value: Value) => void = () => undefined;
	const promise = new Promise<Value>((resolved) => {
		resolve = resolved;
	});
	return { promise, resolve: (value) => resolve(value) };
}
