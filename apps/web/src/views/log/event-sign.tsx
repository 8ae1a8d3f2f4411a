import { type Belief, callParts, type EventKind, type TraceEvent } from "@roundtrip/model";
import type { ReactElement } from "react";
import { meaningOf } from "../../design/meaning.ts";

/** On a 12 px grid; the shapes are those of the other views. */
const shapes: Readonly<Record<Exclude<EventKind, "settled">, ReactElement>> = {
	begun: <circle cx="6" cy="6" r="3" fill="currentColor" />,
	retried: <path d="M9.5 3a4.5 4.5 0 1 0 1 4.5M10 1v2.5H7.5" />,
	queued: <path d="M1.5 3.5h9v5h-9zM4 8.5l3-5M7 8.5l3-5" />,
	resolving: <path d="M5 1.5a3.5 3.5 0 1 0 .01 0M7.5 7.5l3 3" strokeDasharray="1.5 1.5" />,
	resolved: <path d="M5 1.5a3.5 3.5 0 1 0 .01 0M7.5 7.5l3 3" />,
	connecting: <path d="M1 6h9m-3-3 3 3-3 3" strokeDasharray="1.5 1.5" />,
	connected: <path d="M11 6H2m3-3L2 6l3 3" strokeDasharray="1.5 1.5" />,
	secured: <path d="M2.5 5.5h7v5h-7zM4 5.5V4a2 2 0 0 1 4 0v1.5" />,
	packet: <path d="M3.5 4.5h5v3h-5z" />,
	refused: <path d="m3 3 6 6m0-6L3 9" />,
	closed: <path d="m3 3 6 6m0-6L3 9" />,
	sent: <path d="M1 6h6M7 3l4 3-4 3z" />,
	delivered: <path d="M1 6h5M6 3l3 3-3 3zM11 2v8" fill="currentColor" />,
	lost: <path d="m3 3 6 6m0-6L3 9" />,
	copied: <path d="M1.5 1.5h6v6h-6zM4.5 7.5v3h6v-6h-3" />,
	delayed: <path d="M4 2.5v7M8 2.5v7" />,
	started: <path d="M4 2h4v8H4z" fill="currentColor" />,
	withheld: <path d="M1.5 6h3M7.5 6h3M4.5 3.5v5M7.5 3.5v5" />,
	denied: <path d="M6 1.5a4.5 4.5 0 1 0 .01 0M3 9l6-6" />,
	keyed: <path d="M4 3.5a2.5 2.5 0 1 0 .01 0M6.5 6H11v2M9 6v2" />,
	committed: <path d="m6 1.5 4.5 4.5L6 10.5 1.5 6z" fill="currentColor" />,
	aborted: <path d="m6 1.5 4.5 4.5L6 10.5 1.5 6zM3.5 6h5" />,
	replied: <path d="M4 2h4v8H4z" />,
	"looked-up": <path d="M5 1.5a3.5 3.5 0 1 0 .01 0M8 8l2.5 2.5" />,
	stored: <path d="M2 4.5h8v6H2zM2 4.5l1.5-3h5l1.5 3" />,
	published: <path d="M3 6h.01M5.5 3.5a3.5 3.5 0 0 1 0 5M8 1.5a6.5 6.5 0 0 1 0 9" />,
	"timed-out": <path d="M6 1.5a4.5 4.5 0 1 0 .01 0M6 3.5V6l2 1" />,
	crashed: <path d="m2 2 8 8m0-8-8 8" />,
	hampered: <path d="M4 2.5v7M8 2.5v7M1.5 6h1M9.5 6h1" />,
	recovered: <path d="M3.5 2.5v7L9.5 6z" />,
	restarted: <path d="M6 10.5v-8m-3.5 3.5L6 2.5 9.5 6" />,
	impaired: <path d="M1 6h3m4 0h3M4.5 4.5l3 3m0-3-3 3" />,
	flushed: <path d="M2 4.5h8v6H2zM4.5 6l3 3m0-3-3 3" />,
	forgotten: <path d="m6 1.5 4.5 4.5L6 10.5 1.5 6zM2 2l8 8" />,
	mended: <path d="M1 6h10M8 3.5 10.5 6 8 8.5" />,
};

/** Items of a stream are small: the same ways, with a point instead of an arrow. */
const itemShapes: Readonly<Partial<Record<EventKind, ReactElement>>> = {
	sent: <path d="M1 6h6m1.5 0a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0" strokeWidth="1" />,
	delivered: <path d="M1 6h4m.5 0a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M11 2v8" strokeWidth="1" />,
};

/** What a client believes is told by the shape too, not by the colour alone. */
const beliefs: Readonly<Record<Belief, ReactElement>> = {
	ok: <path d="m2 6.5 2.7 2.7L10 3.2" />,
	failed: <path d="m3 3 6 6m0-6L3 9" />,
	unknown: <path d="M4 4a2 2 0 1 1 2.8 1.9C6.2 6.2 6 6.6 6 7.5M6 10.2v.1" />,
};

/** The sign of an event, in the colour of its meaning. */
export function EventSign({ event }: { readonly event: TraceEvent }): ReactElement {
	const meaning = meaningOf(event);
	return (
		<svg
			aria-hidden="true"
			width="12"
			height="12"
			viewBox="0 0 12 12"
			fill="none"
			stroke="currentColor"
			strokeWidth="1.5"
			strokeLinecap="round"
			strokeLinejoin="round"
			style={{ color: meaning === undefined ? "var(--ink-2)" : `var(--${meaning})` }}
		>
			{shapeOf(event)}
		</svg>
	);
}

function shapeOf(event: TraceEvent): ReactElement {
	if (event.kind === "settled") return beliefs[event.data.belief];
	const isItem = "message" in event && callParts(event.message).item !== undefined;
	return (isItem ? itemShapes[event.kind] : undefined) ?? shapes[event.kind];
}
