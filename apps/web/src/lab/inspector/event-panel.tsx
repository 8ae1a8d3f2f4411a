import { explain } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";
import { type ReactElement, useCallback } from "react";
import { meaningOf } from "../../design/meaning.ts";
import type { Place } from "../faults/place.ts";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import { BreakMessage } from "./break-message.tsx";
import { EventLinks } from "./event-links.tsx";
import { PacketFacts } from "./packet-facts.tsx";
import { Fact, Facts, Go, PanelHead, Section } from "./parts.tsx";
import { WhatIf } from "./what-if.tsx";

/** What if the node died, or went wrong otherwise, at this very event? */
function BreakNodeAt({
	run,
	node,
	atNs,
}: {
	readonly run: Run;
	readonly node: string;
	readonly atNs: Nanoseconds;
}): ReactElement {
	const placeAt = useCallback((): Place => ({ is: "node", id: node, atNs }), [node, atNs]);
	return <WhatIf placeAt={placeAt} scenario={run.trace.header.scenario} takesMore />;
}

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
			{message ? (
				<BreakMessage run={run} message={message} />
			) : (
				<BreakNodeAt run={run} node={event.node} atNs={event.at} />
			)}
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
