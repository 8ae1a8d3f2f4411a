import { formatDuration } from "@roundtrip/analysis";
import type { Fault, NodeSpec } from "@roundtrip/model";
import type { ReactElement } from "react";
import { Button } from "../../design/button.tsx";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import styles from "./break-message.module.css";
import { Section } from "./parts.tsx";

/** So long after its death a node is started again. */
const BACK_AFTER_NS = 1_000_000_000;
/** As long a collection of garbage may last when things go badly. */
const PAUSE_NS = 1_000_000_000;
/** Until somebody has made room on a disk. */
const FULL_NS = 1_000_000_000;
/** For how long a server has memory for how few requests. */
const SCARCE_NS = 5_000_000_000;
const ROOM = 4;

/** Whether a fault takes a node away. */
function diesBy(fault: Fault, node: string): boolean {
	if ("exhaust" in fault) return fault.exhaust === node;
	return ("crash" in fault && fault.crash === node) || ("failover" in fault && fault.failover === node);
}

/** What if this node died at the moment of the cursor? Adds the fault, and the run is made anew from the same seed. */
export function BreakNode({
	run,
	node,
	spec,
}: {
	readonly run: Run;
	readonly node: string;
	readonly spec: NodeSpec;
}): ReactElement | null {
	const faults = useLab((lab) => lab.faults);
	const atNs = useLab((lab) => lab.cursor.timeNs);
	const addFault = useLab((lab) => lab.addFault);
	const removeFault = useLab((lab) => lab.removeFault);
	if (spec.is === "client") return null;
	const added = faults.findIndex((fault) => brokenBy(fault) === node);
	if (added >= 0) {
		return (
			<Section title="What if">
				<div className={styles.row}>
					<p>You broke this node.</p>
					<Button onClick={() => removeFault(added)}>Undo</Button>
				</div>
			</Section>
		);
	}
	// A node dies once at a time: where the scenario has a death of its own, there is no room for another.
	if (run.trace.header.scenario.faults.some((fault) => diesBy(fault, node))) return null;
	const at = Math.round(atNs);
	const crash = (silent: boolean): void => addFault({ crash: node, at, "restart-at": at + BACK_AFTER_NS, silent });
	return (
		<Section title="What if">
			<div className={styles.row}>
				<Button
					title={`Its process dies at ${formatDuration(at)}, and is started again 1 s later`}
					onClick={() => crash(false)}
				>
					Crash here
				</Button>
				<Button
					title={`Its machine goes dark at ${formatDuration(at)}, and nobody is told; it is back 1 s later`}
					onClick={() => crash(true)}
				>
					Crash in silence
				</Button>
				<Button
					title={`It stands still at ${formatDuration(at)}, as in a garbage collection, and goes on 1 s later`}
					onClick={() => addFault({ pause: node, at, for: PAUSE_NS })}
				>
					Pause for 1 s
				</Button>
				{spec.is === "server" && (
					<Button
						title={`From ${formatDuration(at)} on, for 5 s, it has memory for ${ROOM} requests at once: one more kills it, and it is started again 1 s later`}
						onClick={() =>
							addFault({ exhaust: node, at, until: at + SCARCE_NS, room: ROOM, "restart-after": BACK_AFTER_NS })
						}
					>
						Take its memory
					</Button>
				)}
				{(spec.is === "server" || spec.is === "database") && (
					<Button
						title={`From ${formatDuration(at)} on its work takes ten times as long`}
						onClick={() => addFault({ slow: node, at, times: 10 })}
					>
						Slow it down
					</Button>
				)}
				{spec.is === "cache" && (
					<Button title="It loses all that it has stored, and goes on" onClick={() => addFault({ flush: node, at })}>
						Empty it
					</Button>
				)}
				{spec.is === "database" && (
					<Button
						title={`From ${formatDuration(at)} on its disk is full for 1 s: it refuses whatever is to be made lasting`}
						onClick={() => addFault({ fill: node, at, until: at + FULL_NS })}
					>
						Fill its disk
					</Button>
				)}
				{spec.is === "database" && (
					<Button
						title="Its primary dies, and a replica takes over 1 s later, with all that was committed"
						onClick={() => addFault({ failover: node, at, takes: BACK_AFTER_NS })}
					>
						Fail over
					</Button>
				)}
			</div>
		</Section>
	);
}

/** The node that a fault takes away, holds up or empties. */
function brokenBy(fault: Fault): string | undefined {
	if ("crash" in fault) return fault.crash;
	if ("pause" in fault) return fault.pause;
	if ("failover" in fault) return fault.failover;
	if ("exhaust" in fault) return fault.exhaust;
	if ("flush" in fault) return fault.flush;
	if ("fill" in fault) return fault.fill;
	return "slow" in fault ? fault.slow : undefined;
}
