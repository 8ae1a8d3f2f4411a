import type { MessageFlight } from "@roundtrip/analysis";
import { callParts, duration, type Fault, isCopy, NS_PER_S, parseQuantity, struckMessage } from "@roundtrip/model";
import { type FormEvent, type ReactElement, useState } from "react";
import { Button } from "../../design/button.tsx";
import { useLab } from "../store.ts";
import styles from "./break-message.module.css";
import { Section } from "./parts.tsx";

/** What if this message were lost, or late? Adds the fault, and the run is made anew from the same seed. */
export function BreakMessage({ message }: { readonly message: MessageFlight }): ReactElement {
	const faults = useLab((lab) => lab.faults);
	const removeFault = useLab((lab) => lab.removeFault);
	const added = faults.findIndex((fault) => named(fault) === message.message);
	if (added >= 0) {
		return (
			<Section title="What if">
				<div className={styles.row}>
					<p>You broke this message.</p>
					<Button onClick={() => removeFault(added)}>Undo</Button>
				</div>
			</Section>
		);
	}
	if (message.lost?.why === "fault") {
		return (
			<Section title="What if">
				<p>It is lost already, by a fault of the scenario.</p>
			</Section>
		);
	}
	return (
		<Section title="What if">
			<div className={styles.row}>
				<LoseButton message={message} />
				<CopyButton message={message} />
				<OvertakenButton message={message} />
				<EndButtons message={message} />
				<DelayForm message={message} />
				<CutButton message={message} />
			</div>
		</Section>
	);
}

function LoseButton({ message }: { readonly message: MessageFlight }): ReactElement {
	const addFault = useLab((lab) => lab.addFault);
	return (
		<Button title="Lose this message (D)" onClick={() => addFault({ lose: message.message, nth: 1 })}>
			Lose this message
		</Button>
	);
}

/** A request comes twice; what opens a stream can't, and a database's driver sends nothing again. */
function CopyButton({ message: { message, to } }: { readonly message: MessageFlight }): ReactElement | null {
	const addFault = useLab((lab) => lab.addFault);
	const isDatabase = useLab((lab) => lab.run?.trace.header.scenario.nodes[to]?.is === "database");
	const { item, direction, call } = callParts(message);
	if (item !== undefined || direction !== "request" || isDatabase || isCopy(call)) return null;
	return (
		<Button
			title="Something on the way sends it again over a connection of its own"
			onClick={() => addFault({ duplicate: message, times: 1, after: 0, nth: 1 })}
		>
			Send it twice
		</Button>
	);
}

/** The next message of its direction comes before it; those of a stream keep their order. */
function OvertakenButton({ message: { message } }: { readonly message: MessageFlight }): ReactElement | null {
	const addFault = useLab((lab) => lab.addFault);
	if (callParts(message).item !== undefined) return null;
	return (
		<Button
			title="It leaves when the next message of its direction has come, or after a second"
			onClick={() => addFault({ reorder: message, within: NS_PER_S, nth: 1 })}
		>
			Let the next overtake it
		</Button>
	);
}

/** The end of the connection in place of the message; items of a stream have none of their own. */
function EndButtons({ message: { message, link } }: { readonly message: MessageFlight }): ReactElement | null {
	const addFault = useLab((lab) => lab.addFault);
	const { item, direction } = callParts(message);
	if (item !== undefined) return null;
	return (
		<>
			<Button
				title="The end that is asked resets the connection in place of this message"
				onClick={() => addFault({ reset: message, nth: 1 })}
			>
				Reset the connection
			</Button>
			<CorruptButton message={message} link={link} />
			{direction === "response" && (
				<Button
					title="Half of the answer comes, then the end of the connection"
					onClick={() => addFault({ truncate: message, at: "body", nth: 1 })}
				>
					Cut it short
				</Button>
			)}
		</>
	);
}

/** Over QUIC nobody would notice. */
function CorruptButton({ message, link }: Pick<MessageFlight, "message" | "link">): ReactElement | null {
	const addFault = useLab((lab) => lab.addFault);
	const spec = useLab((lab) => lab.run?.trace.header.scenario.links[link]);
	if (spec === undefined || spec.over === "http/3") return null;
	return (
		<Button
			title="A byte of it changes on its way, and TCP's checksum doesn't notice"
			onClick={() => addFault({ corrupt: message, nth: 1 })}
		>
			Change a byte
		</Button>
	);
}

/** So long a link stays cut: longer than many a client waits. */
const CUT_NS = 2_000_000_000;

/** The whole link in place of the message, from the moment at which it leaves; where packets are told apart. */
function CutButton({ message: { link, sentAt: at } }: { readonly message: MessageFlight }): ReactElement | null {
	const addFault = useLab((lab) => lab.addFault);
	const spec = useLab((lab) => lab.run?.trace.header.scenario.links[link]);
	if (spec === undefined || spec.detail === "messages") return null;
	return (
		<Button
			title={`Nothing gets through ${link} for 2 s from here on, in either direction, and nobody is told`}
			onClick={() => addFault({ partition: link, at, until: at + CUT_NS, way: "both" })}
		>
			Cut the link for 2 s
		</Button>
	);
}

function DelayForm({ message }: { readonly message: MessageFlight }): ReactElement {
	const addFault = useLab((lab) => lab.addFault);
	const [text, setText] = useState("500ms");
	const by = parseQuantity(text, duration);
	const delay = (event: FormEvent): void => {
		event.preventDefault();
		if (by.ok && by.value > 0) addFault({ delay: message.message, nth: 1, by: by.value });
	};
	return (
		<form className={styles.delay} onSubmit={delay}>
			<Button type="submit" disabled={!by.ok || by.value === 0} className={styles.delayButton}>
				Delay it by
			</Button>
			<input
				className={styles.by}
				value={text}
				aria-label="How long to delay it, such as 500ms"
				aria-invalid={!by.ok}
				title={by.ok ? undefined : by.problem}
				onChange={(event) => setText(event.target.value)}
			/>
		</form>
	);
}

function named(fault: Fault): string | undefined {
	return struckMessage(fault);
}
