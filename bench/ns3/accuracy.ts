import { simulateCase, whyNotModelled } from "../../fidelity/cases.ts";
import { percent, plainTable } from "../../fidelity/figures.ts";
import { NO_MACHINE } from "../../fidelity/machine.ts";
import { isLossy, isMachine, type MeasuredCase, readMeasured } from "../../fidelity/measured.ts";
import { pathOf, requestHead, responseHead } from "../../fidelity/messages.ts";
import { median, quantile } from "../../fidelity/statistics.ts";
import type { Peer } from "../peer.ts";
import { carriedBy } from "./speed.ts";
import type { Transfer } from "./transfer.ts";

/** The measured cases that plain TCP can say: one connection, one exchange or none, no loss by chance or on purpose. */
function casesOfTcp(): readonly MeasuredCase[] {
	return readMeasured().filter((it) => {
		const { kind, tls, delay } = it.scenario;
		const isPlain = (kind === "tcp" || kind === "get" || kind === "post") && tls === undefined && delay === undefined;
		return isPlain && !isLossy(it) && !isMachine(it) && whyNotModelled(it) === undefined;
	});
}

/** The bytes of the two messages. */
function messagesOf({ scenario }: MeasuredCase): Pick<Transfer, "exchanges" | "requestBytes" | "answerBytes"> {
	const { kind, size = 0 } = scenario;
	if (kind === "tcp") return { exchanges: 0, requestBytes: 1, answerBytes: 1 };
	if (kind === "get") {
		const requestBytes = requestHead("GET", pathOf(size, scenario), scenario);
		return { exchanges: 1, requestBytes, answerBytes: responseHead(size, true) + size };
	}
	const requestBytes = requestHead("POST", "/up", scenario, size) + size;
	return { exchanges: 1, requestBytes, answerBytes: responseHead(2, true, "") + 2 };
}

function transferOf(it: MeasuredCase): Transfer {
	const { net, tcp } = it;
	return {
		rttNs: net.rtt * 1e6,
		upRate: net.up,
		downRate: net.down,
		queuePackets: net.queue,
		control: tcp.cc === "reno" ? "reno" : "cubic",
		timestamps: tcp.timestamps === 1,
		connections: 1,
		...messagesOf(it),
	};
}

interface Row {
	readonly id: string;
	readonly group: string;
	readonly measuredMs: number;
	readonly oursMs: number;
	readonly ns3Ms: number;
}

/** Seeds decide where the ticks of the hosts stand. */
const SEEDS = [1, 2, 3, 4, 5];

function rowOf(peer: Peer, it: MeasuredCase): Row {
	const totals = SEEDS.map((seed) => simulateCase(it, seed, { machine: NO_MACHINE }).times.total ?? Number.NaN);
	return {
		id: it.id,
		group: it.group,
		measuredMs: it.fastest.total ?? Number.NaN,
		oursMs: median(totals),
		ns3Ms: carriedBy(peer, transferOf(it), 1).endNs / 1e6,
	};
}

const oursOf = ({ oursMs, measuredMs }: Row): number => oursMs / measuredMs - 1;
const ns3Of = ({ ns3Ms, measuredMs }: Row): number => ns3Ms / measuredMs - 1;

function summary(name: string, rows: readonly Row[]): string[] {
	const cells = [oursOf, ns3Of].flatMap((errorOf) => {
		const sizes = rows.map((row) => Math.abs(errorOf(row)));
		return [median(sizes), quantile(sizes, 0.95), Math.max(...sizes)].map(percent);
	});
	return [name, String(rows.length), ...cells];
}

/** Cases in which one of the two is this far off are shown one by one. */
const FAR = 0.05;

/**
 * The times of both beside those measured with Linux: the size of the error over the measured time. What the programs of
 * the measurement took themselves is in neither.
 */
export function compareAccuracy(peer: Peer): void {
	const rows = casesOfTcp().map((it) => rowOf(peer, it));
	const groups = [...new Set(rows.map(({ group }) => group))];
	const heads = ["cases of plain TCP", "cases", "ours: median", "95 %", "largest", "ns-3: median", "95 %", "largest"];
	const byGroup = groups.map((name) =>
		summary(
			name,
			rows.filter(({ group }) => group === name),
		),
	);
	console.log("errors of simulated times beside those measured with Linux\n");
	console.log(plainTable(heads, [...byGroup, summary("all", rows)]));

	const far = rows.filter((row) => Math.max(Math.abs(oursOf(row)), Math.abs(ns3Of(row))) > FAR);
	const ms = (value: number): string => value.toFixed(1);
	const cells = far.map((row) => [
		row.id,
		...[row.measuredMs, row.oursMs, row.ns3Ms].map(ms),
		percent(oursOf(row)),
		percent(ns3Of(row)),
	]);
	console.log(
		`\n${plainTable([`off by more than ${percent(FAR)}`, "measured, ms", "ours", "ns-3", "ours", "ns-3"], cells)}`,
	);
}
