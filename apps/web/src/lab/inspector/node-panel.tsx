import { formatDuration, formatSize } from "@roundtrip/analysis";
import { type BalancerSpec, callParts, type Nanoseconds, type NodeSpec } from "@roundtrip/model";
import { type ReactElement, useCallback } from "react";
import { START } from "../cursor.ts";
import type { Place } from "../faults/place.ts";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { momentIn, useLab } from "../store.ts";
import styles from "./node-panel.module.css";
import { Fact, Facts, Go, PanelHead, Section } from "./parts.tsx";
import { WhatIf } from "./what-if.tsx";

/** One node: what the scenario says of it, and what it holds at the moment of the cursor. */
export function NodePanel({ run, node }: { readonly run: Run; readonly node: string }): ReactElement {
	const timeNs = useLab((lab) => lab.cursor.timeNs);
	const seq = useLab((lab) => (momentIn(lab, run) ?? START).seq);
	const placeAt = useCallback((atNs: Nanoseconds): Place => ({ is: "node", id: node, atNs }), [node]);
	const state = run.states.stateAt(seq);
	const spec = run.trace.header.scenario.nodes[node];
	const now = state.nodes.get(node);
	const connections = state.connections.filter(({ from, to }) => from === node || to === node);
	return (
		<>
			<PanelHead kind={capitalised(spec?.is ?? "Node")} title={node} />
			<Section title="Now" note={momentText(timeNs, run.durationNs)}>
				<Facts>
					<Fact name="It is">{now?.up === false ? "down" : "up"}</Fact>
					{now && spec?.is === "client" && (
						<Fact name="Waits for">
							<Calls run={run} calls={now.waiting} none="nothing" />
						</Fact>
					)}
					{now && spec?.is !== "client" && (
						<>
							<Fact name="Busy with">
								<Calls run={run} calls={now.busy} none="nothing" />
							</Fact>
							<Fact name="In the queue">
								<Calls run={run} calls={now.queued} none="nothing" />
							</Fact>
							{now.waiting.length > 0 && (
								<Fact name="Waits for">
									<Calls run={run} calls={now.waiting} none="nothing" />
								</Fact>
							)}
						</>
					)}
					{spec?.is === "database" && <Fact name="Made lasting">{now?.committed ?? 0}</Fact>}
					<Fact name="Connections">
						{connections.length === 0 ? "none" : connections.map(connectionText(node)).join(", ")}
					</Fact>
				</Facts>
			</Section>
			<WhatIf placeAt={placeAt} scenario={run.trace.header.scenario} takesMore />
			{spec && (
				<Section title="As the scenario says">
					<Spec spec={spec} />
				</Section>
			)}
		</>
	);
}

const FEW = 12;

interface CallsProps {
	readonly run: Run;
	readonly calls: readonly string[];
	readonly none: string;
}

function Calls({ run, calls, none }: CallsProps): ReactElement {
	const select = useLab((lab) => lab.select);
	if (calls.length === 0) return <>{none}</>;
	return (
		<ul className={styles.calls}>
			{calls.slice(0, FEW).map((call) => (
				<li key={call}>
					<Go onClick={() => select({ kind: "exchange", id: callParts(call).exchange }, run)}>{call}</Go>
				</li>
			))}
			{calls.length > FEW && <li>and {calls.length - FEW} more</li>}
		</ul>
	);
}

function connectionText(node: string): (connection: { from: string; to: string; state: string }) => string {
	return ({ from, to, state }) => `${from === node ? `to ${to}` : `from ${from}`} (${state})`;
}

/** How a balancer chooses. */
const CHOICES: Readonly<Record<BalancerSpec["by"], string>> = {
	turn: "one after the other",
	least: "the one with the fewest requests",
	client: "the same one for a client",
};

function Spec({ spec }: { readonly spec: NodeSpec }): ReactElement {
	if (spec.is === "database") {
		return (
			<Facts>
				<Fact name="Workers">{spec.workers}</Fact>
			</Facts>
		);
	}
	return (
		<Facts>
			<Fact name="Timeout">{formatDuration(spec.timeout)}</Fact>
			{spec.is === "client" ? (
				<>
					<Fact name="Attempts">at most {spec.retry.attempts}</Fact>
					{spec.retry.attempts > 1 && (
						<Fact name="Backoff">
							{formatDuration(spec.retry.backoff.baseNs)} to {formatDuration(spec.retry.backoff.capNs)}
							{spec.retry.jitter === "full" && ", a random part of it"}
						</Fact>
					)}
				</>
			) : spec.is === "cache" ? (
				<>
					<Fact name="Cache of">{spec.of}</Fact>
					<Fact name="Room">{formatSize(spec.room)}</Fact>
				</>
			) : spec.is === "balancer" ? (
				<>
					<Fact name="Before">{spec.of.join(", ")}</Fact>
					<Fact name="Chooses">{CHOICES[spec.by]}</Fact>
				</>
			) : (
				<>
					<Fact name="Workers">{spec.workers}</Fact>
					<Fact name="Queue">room for {spec.queue}</Fact>
				</>
			)}
			<Fact name="Connections">at most {spec.connections}</Fact>
		</Facts>
	);
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
