import { deathInWords, formatDuration, HAMPERINGS_IN_WORDS } from "@roundtrip/analysis";
import type { Belief, EventKind, EventOf, TraceEvent } from "@roundtrip/model";

/** What stands at a lifeline at one event. */
export interface Mark {
	readonly seq: number;
	readonly node: string;
	readonly exchange?: number;
	readonly sign: MarkSign;
	readonly text: string;
	/** For where there is little room; the sign says the rest. */
	readonly short?: string;
}

export type MarkSign = "begin" | "retry" | "effect" | "timeout" | "cross" | "restart" | "publish" | "cache" | Belief;

type Said = Pick<Mark, "sign" | "text" | "short">;

const says: { readonly [Kind in EventKind]?: (event: EventOf<Kind>) => Said | undefined } = {
	begun: ({ exchange }) => ({ sign: "begin", text: `exchange ${exchange}` }),
	retried: ({ attempt, data: { redirect } }) => ({
		sign: "retry",
		text: redirect === undefined ? `attempt ${attempt}` : `sent on to ${redirect}`,
	}),
	refused: ({ data: { certificate } }) =>
		certificate === undefined
			? { sign: "cross", text: "refused" }
			: { sign: "cross", text: `refuses a certificate: ${certificate}`, short: certificate },
	copied: () => ({ sign: "retry", text: "sent again on the way", short: "copy" }),
	withheld: ({ data }) =>
		data.why === "budget"
			? { sign: "cross", text: "no retries left" }
			: { sign: "cross", text: "breaker open: nothing is sent", short: "breaker" },
	denied: ({ data }) => ({ sign: "cross", text: `${data.demand} refused: ${data.why}`, short: data.why }),
	closed: ({ data }) =>
		data.why === "reset" ? { sign: "cross", text: "connection reset", short: "reset" } : undefined,
	keyed: ({ data }) => ({
		sign: data.found === "new" || data.found === "replayed" || data.found === "taken-over" ? "cache" : "cross",
		text: `idempotency key: ${data.found}`,
		short: data.found,
	}),
	committed: ({ data }) => ({ sign: "effect", text: `${data.effect} committed`, short: data.effect }),
	aborted: ({ data }) =>
		data.why === "disk-full" ? { sign: "cross", text: "refused: disk full", short: "disk full" } : undefined,
	published: ({ data }) => ({
		sign: "publish",
		text: `published ${data.number} on ${data.channel}`,
		short: `${data.channel} ${data.number}`,
	}),
	"looked-up": ({ data }) => ({ sign: "cache", text: LOOKUPS[data.found], short: data.found }),
	stored: ({ data }) =>
		data.what === "not-stored" ? undefined : { sign: "cache", text: STORINGS[data.what], short: data.what },
	"timed-out": ({ data }) => ({ sign: "timeout", text: `gave up after ${formatDuration(data.after)}` }),
	settled: ({ data }) => ({
		sign: data.belief,
		text: data.status === undefined ? `believes ${data.belief}` : `believes ${data.belief}: ${data.status}`,
	}),
	crashed: ({ data }) => ({ sign: "cross", text: deathInWords(data) }),
	restarted: () => ({ sign: "restart", text: "back up" }),
	impaired: ({ data }) => ({ sign: "cross", text: impairedText(data), short: data.how === "cut" ? "cut" : "slower" }),
	flushed: () => ({ sign: "cross", text: "emptied" }),
	forgotten: ({ data }) => ({ sign: "cross", text: `${data.effect} is gone`, short: "gone" }),
	mended: ({ data }) => ({ sign: "restart", text: `link to ${data.to} whole`, short: "whole" }),
	hampered: ({ data }) => ({ sign: "cross", text: HAMPERINGS_IN_WORDS[data.how][0], short: data.how }),
	recovered: ({ data }) => ({ sign: "restart", text: HAMPERINGS_IN_WORDS[data.how][1] }),
};

function impairedText({ to, how, way }: EventOf<"impaired">["data"]): string {
	if (how === "slow") return `link to ${to} slower`;
	if (way === "both") return `link to ${to} cut`;
	return way === "request" ? `nothing gets to ${to}` : `nothing comes from ${to}`;
}

const LOOKUPS: Readonly<Record<EventOf<"looked-up">["data"]["found"], string>> = {
	fresh: "in the cache, fresh",
	stale: "in the cache, stale",
	revalidate: "asks if it still holds",
	miss: "not in the cache",
	"only-if-cached": "not in the cache",
};

const STORINGS: Readonly<Record<Exclude<EventOf<"stored">["data"]["what"], "not-stored">, string>> = {
	stored: "stored",
	freshened: "still holds",
	"stale-if-error": "stale, but better than an error",
};

/** The mark of an event; undefined where its message or bar says enough. */
export function markOf(event: TraceEvent): Mark | undefined {
	// The compiler can't see that function and event are of one kind; the mapped type above says so.
	const say = says[event.kind] as ((event: TraceEvent) => Said | undefined) | undefined;
	const said = say?.(event);
	if (!said) return undefined;
	return {
		seq: event.seq,
		node: event.node,
		...("exchange" in event ? { exchange: event.exchange } : {}),
		...said,
	};
}

/** Kinds that may be drawn with words beside their lifeline, so that two at one node need a row each. */
export const MARKED: ReadonlySet<EventKind> = new Set(Object.keys(says) as EventKind[]);
