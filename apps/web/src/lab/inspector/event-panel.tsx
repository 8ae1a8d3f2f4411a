import { explain } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { meaningOf } from "../../design/meaning.ts";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import { BreakMessage } from "./break-message.tsx";
import { EventLinks } from "./event-links.tsx";
import { PacketFacts } from "./packet-facts.tsx";
import { Fact, Facts, Go, PanelHead, Section } from "./parts.tsx";

/** One event: what it says, where and when, why, and what came of it. */
export function EventPanel({ run, seq }: { readonly run: Run; readonly seq: number }): ReactElement {
	const select = useLab((lab) => lab.select);
	const event = run.trace.event(seq);
	const message = "message" in event ? run.messages.find((each) => each.message === event.message) : undefined;
	const consequences = run.consequences(seq);
	return (
		<>
			<PanelHead
				kind={`Event ${seq + 1}: ${event.kind}`}
				title={explain(event, run.trace)}
				meaning={meaningOf(event)}
			/>
			<Section title="When and where">
				<Facts>
					<Fact name="At">{momentText(event.at, run.durationNs)}</Fact>
					<Fact name="Node">
						<Go onClick={() => select({ kind: "node", id: event.node }, run)}>{event.node}</Go>
					</Fact>
					{"call" in event && (
						<Fact name="For">
							<Go onClick={() => select({ kind: "exchange", id: event.exchange }, run)}>exchange {event.exchange}</Go>,
							attempt {event.attempt}
						</Fact>
					)}
					{"message" in event && (
						<Fact name="Message">
							<Go onClick={() => select({ kind: "message", id: event.message }, run)}>{event.message}</Go>
						</Fact>
					)}
					{"connection" in event && <Fact name="Connection">{event.connection}</Fact>}
				</Facts>
			</Section>
			{message && <BreakMessage message={message} />}
			{event.kind === "packet" ? (
				<PacketFacts packet={event.data} />
			) : (
				<>
					<Section title="Because">
						{event.causes.length > 0 ? <EventLinks run={run} events={event.causes} /> : <p>The scenario says so.</p>}
					</Section>
					<Section title="What came of it">
						{consequences.length > 0 ? <EventLinks run={run} events={consequences} /> : <p>Nothing more.</p>}
					</Section>
				</>
			)}
		</>
	);
}
