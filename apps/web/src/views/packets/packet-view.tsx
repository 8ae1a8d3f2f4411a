import { type ReactElement, useMemo, useState } from "react";
import { Segmented } from "../../design/segmented.tsx";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { type Connection, connectionsOf } from "../connections/connection-book.ts";
import { Handshakes } from "../handshakes/handshakes.tsx";
import styles from "./packets.module.css";
import { PacketsOf } from "./packets-of.tsx";

/** What goes over the connections of a run: how each was opened, and its packets. */
export function PacketView(): ReactElement {
	const run = useLab((lab) => lab.run);
	const connections = useMemo(() => (run ? connectionsOf(run) : []), [run]);
	if (!run) return <p className={styles.empty}>No run yet.</p>;
	if (connections.length === 0) return <p className={styles.empty}>No connection was opened in this run.</p>;
	return <PacketViewOf run={run} connections={connections} />;
}

type Mode = "packets" | "handshakes" | "table";

const MODES = [
	{ value: "packets", label: "Packets" },
	{ value: "handshakes", label: "Handshakes" },
	{ value: "table", label: "Table" },
] as const;

/** Where each connection has fewer, their set-up tells more than their packets. */
const WORTH_A_LADDER = 40;

interface PacketViewOfProps {
	readonly run: Run;
	readonly connections: readonly Connection[];
}

function PacketViewOf({ run, connections }: PacketViewOfProps): ReactElement {
	const hasPackets = connections.some(({ packetSeqs }) => packetSeqs.length >= WORTH_A_LADDER);
	const [wanted, setMode] = useState<Mode>();
	const [chosen, setChosen] = useState<string>();
	const selected = useLab(({ selection }) => connectionOfSelection(run, selection));
	const [followed, setFollowed] = useState(selected);
	// What is selected elsewhere is shown here; a choice made here stays until then.
	if (selected !== followed) {
		setFollowed(selected);
		if (selected !== undefined) setChosen(selected);
	}
	const mode = wanted ?? (hasPackets ? "packets" : "handshakes");
	const connection = connections.find(({ name }) => name === chosen) ?? mostTelling(connections);
	const modes = <Segmented label="What is shown of the connections" choices={MODES} value={mode} onChange={setMode} />;
	return (
		<div className={styles.packets}>
			{mode === "handshakes" ? (
				<Handshakes run={run} connections={connections} modes={modes} />
			) : (
				connection && (
					<PacketsOf {...{ run, connections, connection, modes }} onChoose={setChosen} asTable={mode === "table"} />
				)
			)}
		</div>
	);
}

function connectionOfSelection(
	run: Run,
	selection: ReturnType<typeof useLab.getState>["selection"],
): string | undefined {
	if (selection?.kind === "event" && selection.id < run.trace.length) {
		const event = run.trace.event(selection.id);
		return "connection" in event ? event.connection : undefined;
	}
	if (selection?.kind === "message") return run.messages.find(({ message }) => message === selection.id)?.connection;
	return undefined;
}

/** At first: the first with losses, else the one with the most packets. */
function mostTelling(connections: readonly Connection[]): Connection | undefined {
	const lossy = connections.find(({ lostPackets }) => lostPackets > 0);
	return lossy ?? connections.toSorted((a, b) => b.packetSeqs.length - a.packetSeqs.length)[0];
}
