import { Resolver } from "node:dns/promises";
import type { CallId } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { Journal } from "../journal/writer.ts";
import type { Timers } from "../shaper/timers.ts";
import { createNameServer, type NameServer } from "./name-server.ts";

/** How a link's asking end comes to know the address of the other. */
export interface Addresses {
	/** Calls `known` with the time when the address is known: at once where an answer is kept. */
	ask(call: CallId, atNs: number, known: (atNs: number) => void): void;
	close(): void;
}

export interface AddressesParts {
	readonly from: string;
	readonly to: string;
	/** To the resolver and back, and how long its answer is kept; ns. */
	readonly rttNs: number;
	readonly ttlNs: number;
	readonly journal: Journal;
	readonly timers: Timers;
}

/** The resolver of a link: Node's own, which asks a real DNS server whose answers take as long as the link says. */
export function createAddresses(parts: AddressesParts): Addresses {
	const { from, to, rttNs, ttlNs, journal, timers } = parts;
	const asker = createAsker(parts);
	let keptUntilNs = Number.NEGATIVE_INFINITY;
	/** Who asks for a name that is being asked for shares the answer. */
	let asking: ((atNs: number) => void)[] | undefined;

	function write(call: CallId, at: number, kind: "resolving" | "resolved"): void {
		journal.write({ ...ofCall(call), at, node: from, kind, data: { to } });
	}

	function answered(): void {
		const at = timers.clock.now();
		const told = asking ?? [];
		asking = undefined;
		keptUntilNs = at + ttlNs;
		for (const tell of told) tell(at);
	}

	return {
		ask(call, atNs, known) {
			if (keptUntilNs > timers.clock.now()) {
				known(atNs);
				return;
			}
			write(call, atNs, "resolving");
			const tell = (at: number): void => {
				write(call, at, "resolved");
				known(at);
			};
			if (asking !== undefined) {
				asking.push(tell);
				return;
			}
			asking = [tell];
			void asker.ask(to, atNs + rttNs).then(answered);
		},
		close: () => asker.close(),
	};
}

/** Longer than any answer takes. */
const PATIENCE_MS = 86_400_000;
const PROBES = 5;
/** More than asking ever takes on its own: it was the machine that had no time. */
const LAG_AT_MOST_NS = 2_000_000;

interface Asker {
	/** Asks for a name; the answer is here at this time. */
	ask(name: string, whenNs: number): Promise<void>;
	close(): void;
}

/** Asks a few times before it is needed, to learn how long that takes without any delay. */
function createAsker({ ttlNs, timers }: AddressesParts): Asker {
	const resolver = new Resolver({ timeout: PATIENCE_MS, tries: 1 });
	let dueNs = Number.NEGATIVE_INFINITY;
	let lagNs = 0;
	const later = (answer: () => void): void => {
		timers.at(dueNs - lagNs, answer);
	};
	let server: NameServer | undefined;
	let isClosed = false;
	const isReady = begin();

	async function begin(): Promise<void> {
		server = await createNameServer({ ttlNs, later });
		if (isClosed) server.close();
		resolver.setServers([`127.0.0.1:${server.port}`]);
		let leastNs = LAG_AT_MOST_NS;
		for (let nth = 0; nth < PROBES; nth++) {
			const beganNs = timers.clock.now();
			await resolver.resolve4("nobody");
			leastNs = Math.min(leastNs, timers.clock.now() - beganNs);
		}
		lagNs = leastNs;
	}

	return {
		async ask(name, whenNs) {
			await isReady;
			dueNs = whenNs;
			await resolver.resolve4(name);
			await new Promise<void>((due) => {
				timers.at(whenNs, due);
			});
		},
		close() {
			isClosed = true;
			resolver.cancel();
			server?.close();
		},
	};
}
