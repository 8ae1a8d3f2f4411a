import { formatDuration, formatSize } from "@roundtrip/analysis";
import { type BalancerSpec, callParts, type NodeSpec } from "@roundtrip/model";
import type { ReactElement } from "react";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import { BreakNode } from "./break-node.tsx";
import styles from "./node-panel.module.css";
import { Fact, Facts, Go, PanelHead, Section } from "./parts.tsx";

/** One node: what the scenario says of it, and what it holds at the moment of the cursor. */
export function NodePanel({ run, node }: { readonly run: Run; readonly node: string }): ReactElement {
	const cursor = useLab((lab) => lab.cursor);
	const state = run.states.stateAt(cursor.seq);
	const spec = run.trace.header.scenario.nodes[node];
	const now = state.nodes.get(node);
	const connections = state.connections.filter(({ from, to }) => from === node || to === node);
	return (
		<>
			<PanelHead kind={capitalised(spec?.is ?? "Node")} title={node} />
			<Section title="Now" note={momentText(cursor.timeNs, run.durationNs)}>
				<Facts>
					<Fact name="It is">{now?.up === false ? "down" : "up"}</Fact>
					{now && spec?.is === "client" && (
						<Fact name="Waits for">
							<Calls calls={now.waiting} none="nothing" />
						</Fact>
					)}
					{now && spec?.is !== "client" && (
						<>
							<Fact name="Busy with">
								<Calls calls={now.busy} none="nothing" />
							</Fact>
							<Fact name="In the queue">
								<Calls calls={now.queued} none="nothing" />
							</Fact>
							{now.waiting.length > 0 && (
								<Fact name="Waits for">
									<Calls calls={now.waiting} none="nothing" />
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
			{spec && <BreakNode run={run} node={node} spec={spec} />}
			{spec && (
				<Section title="As the scenario says">
					<Spec spec={spec} />
				</Section>
			)}
		</>
	);
}

const FEW = 12;

function Calls({ calls, none }: { readonly calls: readonly string[]; readonly none: string }): ReactElement {
	const select = useLab((lab) => lab.select);
	if (calls.length === 0) return <>{none}</>;
	return (
		<ul className={styles.calls}>
			{calls.slice(0, FEW).map((call) => (
				<li key={call}>
					<Go onClick={() => select({ kind: "exchange", id: callParts(call).exchange })}>{call}</Go>
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
