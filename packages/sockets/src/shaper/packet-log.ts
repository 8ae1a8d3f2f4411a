import { type LinkName, linkEnds } from "@roundtrip/model";
import type { PacketRecord } from "@roundtrip/network";
import type { JournalEntry } from "../journal/entry.ts";
import type { Journal } from "../journal/writer.ts";
import { connectionName } from "./connection-name.ts";
import type { Timer, Timers } from "./timers.ts";

/** So many packets of a link are written down, and no more. */
const AT_MOST = 50_000;
/** How long after the last packet of several they are written, ns: bytes that come with them go first. */
const WRITE_AFTER_NS = 5_000_000;

interface LoggedLink {
	readonly name: LinkName;
	readonly isForCopies: boolean;
}

/** Notes the packets of a link, and writes them down in the pauses between them. */
export interface PacketLog {
	note(record: PacketRecord): void;
	/** Nothing is left to be written. */
	readonly isWritten: boolean;
	/** What is not written yet never is. */
	close(): void;
}

export function createPacketLog(link: LoggedLink, journal: Journal, timers: Timers): PacketLog {
	let noted = 0;
	let waiting: PacketRecord[] = [];
	let lastNs = 0;
	let timer: Timer | undefined;

	function writeInPause(): void {
		timer = timers.at(lastNs + WRITE_AFTER_NS, () => {
			timer = undefined;
			if (timers.clock.now() < lastNs + WRITE_AFTER_NS) {
				writeInPause();
				return;
			}
			journal.writeAll(waiting.map((record) => entryOf(link, record)));
			waiting = [];
		});
	}

	return {
		note(record) {
			if (++noted > AT_MOST) return;
			waiting.push(record);
			lastNs = timers.clock.now();
			if (timer === undefined) writeInPause();
		},
		get isWritten() {
			return waiting.length === 0;
		},
		close() {
			timer?.cancel();
			noted = AT_MOST;
		},
	};
}

function entryOf({ name, isForCopies }: LoggedLink, record: PacketRecord): JournalEntry {
	const { from, to } = linkEnds(name);
	const up = record.from === "client";
	const connection = connectionName({ from, to, isForCopies }, record.connection);
	return {
		...{ at: record.offeredNs, node: up ? from : to, kind: "packet", connection },
		data: {
			...{ to: up ? to : from, flags: record.flags.join(" "), seq: record.seq, length: record.length },
			...{
				size: record.bytes,
				ack: record.ack,
				cwnd: record.cwnd,
				inFlight: record.inFlight + (occupiesWindow(record) ? 1 : 0),
			},
			...(record.arrivesNs === undefined ? {} : { arrives: record.arrivesNs }),
			...(record.lost === undefined ? {} : { lost: record.lost }),
			...(record.isResend ? { again: true } : {}),
			...(Number.isFinite(record.ssthresh) ? { ssthresh: record.ssthresh } : {}),
		},
	};
}

/** Acknowledgements and resets are not counted as under way. */
function occupiesWindow({ length, flags }: PacketRecord): boolean {
	return length > 0 || flags.includes("SYN") || flags.includes("FIN");
}
