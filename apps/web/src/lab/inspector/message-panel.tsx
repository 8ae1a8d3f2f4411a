import { formatDuration, formatSize, type MessageFlight } from "@roundtrip/analysis";
import { type ReactElement, useMemo } from "react";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import { BreakMessage } from "./break-message.tsx";
import { EventLinks } from "./event-links.tsx";
import { MessageBytes } from "./message-bytes.tsx";
import { MessageText } from "./message-text.tsx";
import { Fact, Facts, Go, PanelHead, Section } from "./parts.tsx";

/** One message: its way, what it says, why it was sent and what came of it. */
export function MessagePanel({ run, message }: { readonly run: Run; readonly message: MessageFlight }): ReactElement {
	const events = useMemo(() => eventsOf(run, message), [run, message]);
	const fidelity = run.trace.header.fidelity[protocolOf(run, message)] ?? "messages";
	return (
		<>
			<PanelHead
				kind={`${message.direction === "request" ? "Request" : "Response"} ${message.message}`}
				title={message.summary}
				meaning={message.direction}
				mark={message.lost && "lost"}
			/>
			<Section title="Way">
				<Way run={run} message={message} />
			</Section>
			<BreakMessage message={message} />
			<Section title="What it says" note={FIDELITY[fidelity]}>
				<MessageText message={message} />
			</Section>
			<MessageBytes message={message} />
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

const FIDELITY = {
	bytes: "the exact bytes",
	messages: "counts and sizes only",
	model: "times only",
} as const;

function Way({ run, message }: { readonly run: Run; readonly message: MessageFlight }): ReactElement {
	const select = useLab((lab) => lab.select);
	const moment = (timeNs: number): string => momentText(timeNs, run.durationNs);
	const { sentAt, deliveredAt, lost } = message;
	return (
		<Facts>
			<Fact name="From, to">
				<Go onClick={() => select({ kind: "node", id: message.from })}>{message.from}</Go> →{" "}
				<Go onClick={() => select({ kind: "node", id: message.to })}>{message.to}</Go>
			</Fact>
			<Fact name="For">
				<Go onClick={() => select({ kind: "exchange", id: message.exchange })}>exchange {message.exchange}</Go>, attempt{" "}
				{message.attempt}
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
	closed: "the connection was closed",
} as const;

function protocolOf(run: Run, message: MessageFlight): string {
	const { scenario } = run.trace.header;
	const isQuery = [message.from, message.to].some((node) => scenario.nodes[node]?.is === "database");
	return isQuery ? "sql" : (scenario.links[message.link]?.over ?? "http/1.1");
}

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
