import { formatCount, formatDuration, formatPercent } from "@roundtrip/analysis";
import { type LinkSpec, printQuantity, rate } from "@roundtrip/model";
import { type Brush, fill, stroke, widthOf, write } from "../canvas/brush.ts";
import { tracePath } from "./link-path.ts";
import { placeOn, type Way } from "./way.ts";

/** So many open connections are drawn as lines of their own; more are a number. */
const MOST_LINES = 5;
const PITCH = 3;

/** The line of a link: dotted while no connection is open, then one line for each, if there is room. */
export function drawLink(brush: Brush, way: Way, open: number, isCrowded: boolean): void {
	const lines = isCrowded ? 1 : Math.min(MOST_LINES, Math.max(1, open));
	for (let nth = 0; nth < lines; nth++) {
		tracePath(brush.context, way, (nth - (lines - 1) / 2) * PITCH);
		if (open === 0) stroke(brush, { colour: "line-strong", width: isCrowded ? 1 : 1.25, dash: [1.5, 3.5] });
		else if (isCrowded) stroke(brush, { colour: "line-strong", width: 1 });
		else stroke(brush, { colour: "ink-3", width: lines > 1 ? 0.75 : 1.25 });
	}
}

/** How wide the band of a link is that holds a stream, and how strongly it shows. */
const BAND = 10;
const BAND_ALPHA = 0.16;

/** A connection that is held open for a stream: a band along its link, closed at both ends. */
export function drawHeld(brush: Brush, way: Way, isCrowded: boolean): void {
	const { context } = brush;
	const width = isCrowded ? BAND / 2 : BAND;
	context.save();
	context.globalAlpha = BAND_ALPHA;
	tracePath(context, way, 0);
	stroke(brush, { colour: "response", width });
	context.restore();
	for (const share of [0, 1]) {
		const { x, y, angle } = placeOn(way, share);
		const [across, down] = [(Math.sin(angle) * width) / 2, (Math.cos(angle) * width) / 2];
		context.beginPath();
		context.moveTo(x - across, y + down);
		context.lineTo(x + across, y - down);
		stroke(brush, { colour: "response", width: 2 });
	}
}

/** What a link is, from short to long; the longest that fits is written. */
export function linkWords(link: LinkSpec, open: number, streams = 0): readonly string[] {
	const rtt = `${formatDuration(link.rtt)} RTT`;
	const spoken = [rtt, ...spokenOver(link)].join(" · ");
	const rated =
		link.rate === undefined
			? spoken
			: [rtt, printQuantity(link.rate, rate).replace(/(?<=\d)(?=[a-zA-Z])/, " "), ...spokenOver(link)].join(" · ");
	const words = [formatDuration(link.rtt), rtt, spoken, rated];
	if (streams > 0) {
		const held = streams === 1 ? "stream open" : `${formatCount(streams)} streams open`;
		return [...words, `${rtt} · ${held}`, `${rated} · ${held}`];
	}
	return open > 1 ? [...words, `${rated} · ${formatCount(open)} connections`] : words;
}

const PROTOCOLS = { "http/1.1": undefined, "http/2": "HTTP/2", "http/3": "HTTP/3" } as const;

/** What of a link is not as plain as can be: protocol, TLS, what gets lost. */
function spokenOver({ over, tls, handshake, loss }: LinkSpec): readonly string[] {
	const words = [
		PROTOCOLS[over],
		tls === undefined ? undefined : `TLS ${tls}`,
		handshake === "full" ? undefined : handshake === "0-rtt" ? "0-RTT" : "resumed",
		loss === undefined || loss === 0 ? undefined : `${formatPercent(loss / 1e6)} lost`,
	];
	return words.filter((each) => each !== undefined);
}

/** How the words of a link are written. */
interface WordsPlace {
	/** A lock says that a connection has its keys. */
	readonly isSecured: boolean;
	/** Where along the link, from 0 to 1. */
	readonly at: number;
}

const LOCK_ROOM = 14;

/** Writes what a link is into its line, along it. */
export function drawLinkWords(brush: Brush, way: Way, words: readonly string[], { isSecured, at }: WordsPlace): void {
	const { context, colours } = brush;
	const room = way.length * Math.min(at, 1 - at) * 2 - 32;
	// Room is kept for the lock, so that the words stay where they are when it comes.
	const text = words.findLast((each) => widthOf(brush, each) + LOCK_ROOM + 12 <= room);
	if (text === undefined) return;
	const middle = placeOn(way, at);
	const width = widthOf(brush, text) + 12 + (isSecured ? 2 * LOCK_ROOM : 0);
	const upright = Math.abs(middle.angle) > Math.PI / 2 ? middle.angle + Math.PI : middle.angle;
	context.save();
	context.translate(middle.x, middle.y);
	context.rotate(upright);
	context.fillStyle = colours.paper;
	context.fillRect(-width / 2, -8, width, 16);
	write(brush, text, 0, 4, { colour: "ink-2", align: "center" });
	if (isSecured) drawLock(brush, -width / 2 + 6, 4);
	context.restore();
}

/** A small lock that stands on a baseline. */
function drawLock(brush: Brush, x: number, y: number): void {
	const { context } = brush;
	context.beginPath();
	context.rect(x, y - 6, 8, 6);
	fill(brush, "ink-2");
	context.beginPath();
	context.arc(x + 4, y - 6, 2.5, Math.PI, 0);
	stroke(brush, { colour: "ink-2", width: 1.25 });
}
