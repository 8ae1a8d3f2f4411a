import { simulateCase, whyNotModelled } from "../../fidelity/cases.ts";
import { percent, plainTable } from "../../fidelity/figures.ts";
import { MACHINE, type MachineProfile, NO_MACHINE } from "../../fidelity/machine.ts";
import { isLossy, isMachine, type MeasuredCase, readMeasured } from "../../fidelity/measured.ts";
import { pathOf, requestHead, responseHead } from "../../fidelity/messages.ts";
import { median, quantile } from "../../fidelity/statistics.ts";
import type { Peer } from "../peer.ts";
import { playInNs3 } from "./ns3-peer.ts";
import type { Programs, Transfer } from "./transfer.ts";

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

/** One case: the measured total in ms, and the errors of the simulated ones over it. */
interface Row {
	readonly it: MeasuredCase;
	readonly measuredMs: number;
	readonly errors: readonly number[];
}

type Model = (it: MeasuredCase, machine: MachineProfile) => number;

/** Seeds decide where the ticks of the hosts stand. */
const SEEDS = [1, 2, 3, 4, 5];

const simulatedMs: Model = (it, machine) =>
	median(SEEDS.map((seed) => simulateCase(it, seed, { machine }).times.total ?? Number.NaN));

const ns3Ms =
	(peer: Peer, segmentsPerAck: number): Model =>
	(it, { openNs, http1RequestNs, http1AnswerNs }) => {
		const programs: Programs = { openNs, requestNs: http1RequestNs, answerNs: http1AnswerNs };
		return playInNs3(peer, transferOf(it), { segmentsPerAck, programs }).endNs / 1e6;
	};

function summary(name: string, rows: readonly Row[], models: readonly string[]): string[] {
	const cells = models.map((_, at) => {
		const sizes = rows.map(({ errors }) => Math.abs(errors[at] ?? Number.NaN));
		return [median(sizes), quantile(sizes, 0.95), Math.max(...sizes)].map(percent).join(" / ");
	});
	return [name, String(rows.length), ...cells];
}

/** Cases in which one of the models is this far off are shown one by one. */
const FAR = 0.05;

function show(title: string, rows: readonly Row[], models: readonly string[]): void {
	const groups = [...new Set(rows.map(({ it }) => it.group))];
	const lines = groups.map((group) =>
		summary(
			group,
			rows.filter(({ it }) => it.group === group),
			models,
		),
	);
	const far = rows.filter(({ errors }) => errors.some((error) => Math.abs(error) > FAR));
	const each = far.map(({ it, measuredMs, errors }) => [it.id, measuredMs.toFixed(1), ...errors.map(percent)]);
	console.log(`${title}\n`);
	console.log(plainTable(["group", "cases", ...models], [...lines, summary("all", rows, models)]));
	console.log(`\n${plainTable([`beyond ${percent(FAR)}`, "measured, ms", ...models], each)}\n`);
}

/**
 * The times of both beside those measured with Linux, without and with what the measuring programs took by themselves.
 * Sizes of errors: median, 95 of 100 below, largest.
 */
export function compareAccuracy(peer: Peer): void {
	const models: readonly (readonly [string, Model])[] = [
		["packages/network", simulatedMs],
		["ns-3, 2 segments an ACK", ns3Ms(peer, 2)],
		["ns-3, 1 segment an ACK", ns3Ms(peer, 1)],
	];
	const compareWith = (title: string, machine: MachineProfile): void => {
		const rows = casesOfTcp().map((it) => {
			const measuredMs = it.fastest.total ?? Number.NaN;
			return { it, measuredMs, errors: models.map(([, model]) => model(it, machine) / measuredMs - 1) };
		});
		show(
			title,
			rows,
			models.map(([name]) => name),
		);
	};
	compareWith("error over the times measured with Linux, programs take no time", NO_MACHINE);
	compareWith("the same, programs take what the measuring ones took", MACHINE);
}
