import { formatDuration, formatSize, type MessageFlight } from "@roundtrip/analysis";
import { type ReactElement, useMemo } from "react";
import { shortName } from "../item.ts";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import { BreakMessage } from "./break-message.tsx";
import { EventLinks } from "./event-links.tsx";
import { Layers } from "./layers.tsx";
import { Fact, Facts, Go, PanelHead, Section } from "./parts.tsx";
import { StreamItems } from "./stream-items.tsx";

/** One message: its way, what it says, why it was sent and what came of it. */
export function MessagePanel({ run, message }: { readonly run: Run; readonly message: MessageFlight }): ReactElement {
	const events = useMemo(() => eventsOf(run, message), [run, message]);
	return (
		<>
			<PanelHead
				kind={`${kindOf(message)} ${message.message}`}
				title={shortName(message)}
				meaning={message.direction}
				mark={message.lost && "lost"}
			/>
			<Section title="Way">
				<Way run={run} message={message} />
			</Section>
			<BreakMessage run={run} message={message} />
			<Layers run={run} message={message} />
			<StreamItems run={run} message={message} />
			{events.causes.length > 0 && (
				<Section title="Because">
					<EventLinks run={run} events={events.causes} />
				</Section>
			)}
			<Section title="What came of it">
				<EventLinks run={run} events={events.consequences} />
			</Section>
		</>
	);
}

/** `Response`, `Item of the response`. */
function kindOf({ direction, item }: MessageFlight): string {
	if (item !== undefined) return item === "end" ? `End of the ${direction}` : `Item of the ${direction}`;
	return direction === "request" ? "Request" : "Response";
}

function Way({ run, message }: { readonly run: Run; readonly message: MessageFlight }): ReactElement {
	const select = useLab((lab) => lab.select);
	const moment = (timeNs: number): string => momentText(timeNs, run.durationNs);
	const { sentAt, deliveredAt, lost } = message;
	return (
		<Facts>
			<Fact name="From, to">
				<Go onClick={() => select({ kind: "node", id: message.from }, run)}>{message.from}</Go> →{" "}
				<Go onClick={() => select({ kind: "node", id: message.to }, run)}>{message.to}</Go>
			</Fact>
			<Fact name="For">
				<Go onClick={() => select({ kind: "exchange", id: message.exchange }, run)}>exchange {message.exchange}</Go>,
				attempt {message.attempt}
			</Fact>
			<Fact name="Sent at">{moment(sentAt)}</Fact>
			{deliveredAt !== undefined && (
				<Fact name="Arrived at">
					{moment(deliveredAt)}, after {formatDuration(deliveredAt - sentAt)}
				</Fact>
			)}
			{lost && (
				<Fact name="Lost at">
					{moment(lost.at)}, {Math.round(lost.where * 100)} % of the way: {LOSSES[lost.why]}
				</Fact>
			)}
			{deliveredAt === undefined && !lost && <Fact name="Arrived at">still on its way when the run ended</Fact>}
			{message.delayedByNs !== undefined && (
				<Fact name="Held up">{formatDuration(message.delayedByNs)}, on purpose</Fact>
			)}
			<Fact name="Size">{formatSize(message.size)}</Fact>
			<Fact name="Connection">{message.connection}</Fact>
		</Facts>
	);
}

const LOSSES = {
	fault: "on purpose",
	"node-down": "the receiver was down",
	outage: "the link was cut",
	closed: "the connection was closed",
} as const;

/** The causes of its sending; and what its sending and its end have caused. */
function eventsOf(
	run: Run,
	message: MessageFlight,
): { readonly causes: readonly number[]; readonly consequences: readonly number[] } {
	const ends = [message.deliveredSeq, message.lost?.seq].filter((seq) => seq !== undefined);
	const own = new Set([message.sentSeq, ...ends]);
	const consequences = [...own].flatMap((seq) => run.consequences(seq)).filter((seq) => !own.has(seq));
	return {
		causes: run.trace.event(message.sentSeq).causes,
		consequences: [...new Set([...ends, ...consequences])].sort((a, b) => a - b),
	};
}
