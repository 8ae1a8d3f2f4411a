import { createKernel } from "@roundtrip/kernel";
import {
	BROWSER_WINDOWS,
	createHttp1Client,
	createHttp2Client,
	createNetwork,
	type DirectionSpec,
	type ExchangeResult,
	type ExchangeSpec,
	type HttpClient,
	type LossSpec,
	type Network,
	type NetworkSpec,
	type TlsOptions,
} from "@roundtrip/network";
import { costsOf, MACHINE, type MachineCosts, type MachineProfile } from "./machine.ts";
import type { MeasuredCase, Scenario, Wire } from "./measured.ts";
import {
	chunk,
	eventStreamHead,
	LAST_CHUNK,
	pathOf,
	requestBlock,
	requestHead,
	responseBlock,
	responseHead,
	webSocketRequest,
	webSocketResponse,
} from "./messages.ts";

/** Times in ms since the beginning, by the names of the measurement, and what went over the link. */
export interface SimulatedCase {
	readonly times: Readonly<Record<string, number>>;
	readonly exchanges: readonly ExchangeResult[];
	/** What went over the link until the time that was asked for, or until all was quiet. */
	readonly wire: Wire;
}

interface Play {
	readonly network: Network;
	readonly scenario: Scenario;
	readonly times: Record<string, number>;
	readonly exchanges: ExchangeResult[];
	nowMs(): number;
}

/** Congestion controls that were measured and are not in the simulator. */
const CONTROLS_NOT_MODELLED: Readonly<Record<string, string>> = {
	bbr: "BBR is not modelled: it paces by its own estimate of the path, not by a congestion window that grows with acknowledgements",
};

/** Why a case is not played; undefined if it is. */
export function whyNotModelled(it: MeasuredCase): string | undefined {
	return CONTROLS_NOT_MODELLED[it.tcp.cc];
}

/** From the client to the server, and back, as the measurement names them. */
type Way = "ab" | "ba";

/** Packets that are lost, by direction, counted from 0. */
export type LostPackets = Readonly<Record<Way, readonly number[]>>;

export interface PlayOptions {
	/** These are lost instead of what the case's loss rate says. */
	readonly losses?: LostPackets;
	/** What the programs' own work takes; the measuring machine's if absent. */
	readonly machine?: MachineProfile;
	/** The link is counted until then. */
	readonly untilMs?: number;
}

/** Plays a measured case in the simulator. The seed decides losses, and where the hosts' ticks stand. */
export function simulateCase(it: MeasuredCase, seed: number, options: PlayOptions = {}): SimulatedCase {
	const { losses, machine = MACHINE, untilMs } = options;
	const kernel = createKernel();
	const network = createNetwork(kernel, networkOf(it, seed, costsOf(machine, isHttp2(it.scenario)), losses));
	const times: Record<string, number> = {};
	const exchanges: ExchangeResult[] = [];
	PLAYS[it.scenario.kind]({ network, scenario: it.scenario, times, exchanges, nowMs: () => kernel.now / 1e6 });
	kernel.run({ maxEvents: 50_000_000, ...(untilMs === undefined ? {} : { untilNs: untilMs * 1e6 }) });
	const { up, down } = network.path;
	const wire = {
		upPackets: up.offeredPackets,
		upBytes: up.offeredBytes,
		downPackets: down.offeredPackets,
		downBytes: down.offeredBytes,
	};
	return { times, exchanges, wire };
}

function networkOf(it: MeasuredCase, seed: number, costs: MachineCosts, losses: LostPackets | undefined): NetworkSpec {
	const { net, tcp } = it;
	const direction = (way: Way, rate: number): DirectionSpec => {
		const loss = lossOf(it, way, losses);
		return { rate, ...(net.queue > 0 ? { queuePackets: net.queue } : {}), ...(loss === undefined ? {} : { loss }) };
	};
	return {
		rttNs: net.rtt * 1e6,
		up: direction("ab", net.up),
		down: direction("ba", net.down),
		seed,
		// The two ends of the measurement were namespaces of one machine.
		oneKernel: true,
		tcp: {
			control: tcp.cc === "reno" ? "reno" : "cubic",
			timestamps: tcp.timestamps === 1,
			slowStartAfterIdle: tcp.slow_start_after_idle === 1,
		},
		clientCosts: costs.client,
		serverCosts: costs.server,
	};
}

function lossOf(it: MeasuredCase, direction: Way, losses: LostPackets | undefined): LossSpec | undefined {
	const lost = losses?.[direction];
	if (lost !== undefined) return { kind: "packets", indices: lost };
	if (it.drop?.startsWith(`${direction}:`) === true) {
		return {
			kind: "packets",
			indices: it.drop
				.slice(direction.length + 1)
				.split(",")
				.map(Number),
		};
	}
	return it.net.loss > 0 ? { kind: "random", probability: it.net.loss } : undefined;
}

const SERVER_NAME = "lab.example";

function tlsOf(scenario: Scenario, protocols: readonly string[], resumed = false): TlsOptions | undefined {
	if (scenario.tls === undefined) return undefined;
	return { version: scenario.tls, serverName: SERVER_NAME, protocols, resumed };
}

const isHttp2 = (scenario: Scenario): boolean => scenario.http === "h2";

function clientOf({ network, scenario }: Play, connections = scenario.conns): HttpClient {
	const tls = tlsOf(scenario, isHttp2(scenario) ? ["h2"] : []);
	if (isHttp2(scenario)) {
		const isDefault = scenario.h2window === "node-default";
		return createHttp2Client(network, { ...(tls ? { tls } : {}), ...(isDefault ? {} : { windows: BROWSER_WINDOWS }) });
	}
	return createHttp1Client(network, {
		connections: connections ?? 6,
		keepAlive: scenario.keepAlive !== false,
		...(tls ? { tls } : {}),
	});
}

function getOf(scenario: Scenario, size: number, isFirst: boolean): ExchangeSpec {
	const path = pathOf(size, scenario);
	const serverNs = (scenario.delay ?? 0) * 1e6;
	if (isHttp2(scenario)) {
		return {
			requestHeadBytes: requestBlock(isFirst, path),
			responseHeadBytes: responseBlock(isFirst),
			responseBodyBytes: size,
			serverNs,
		};
	}
	return {
		requestHeadBytes: requestHead("GET", path, scenario),
		responseHeadBytes: responseHead(size, scenario.keepAlive !== false),
		responseBodyBytes: size,
		serverNs,
	};
}

/** The times of one exchange, from when the case began. */
function note(play: Play, { times }: ExchangeResult): void {
	if (times.connectedNs >= 0) play.times.connect = times.connectedNs / 1e6;
	if (times.securedNs >= 0) play.times.secure = times.securedNs / 1e6;
	play.times.ttfb = times.firstByteNs / 1e6;
	play.times.total = times.lastByteNs / 1e6;
}

/** Several at once; `whole` is called when the last one is done. */
function askAll(play: Play, client: HttpClient, specs: readonly ExchangeSpec[], whole: () => void): void {
	let left = specs.length;
	for (const spec of specs) {
		client.ask(spec, {
			done(result) {
				play.exchanges.push(result);
				left -= 1;
				if (left === 0) whole();
			},
		});
	}
}

function summarise(play: Play, results: readonly ExchangeResult[]): void {
	const ms = (pick: (result: ExchangeResult) => number): number[] =>
		results.map((result) => pick(result) / 1e6).sort((a, b) => a - b);
	const ends = ms(({ times }) => times.lastByteNs);
	const connects = ms(({ times }) => times.connectedNs).filter((time) => time >= 0);
	const secures = ms(({ times }) => times.securedNs).filter((time) => time >= 0);
	if (connects[0] !== undefined) play.times.connect = connects[0];
	if (secures[0] !== undefined) play.times.secure = secures[0];
	play.times.connections = Math.max(connects.length, 1);
	play.times.first_ttfb = ms(({ times }) => times.firstByteNs)[0] ?? 0;
	play.times.first_end = ends[0] ?? 0;
	play.times.median_end = ends[ends.length >> 1] ?? 0;
	play.times.total = ends.at(-1) ?? 0;
}

function specsOf(scenario: Scenario, firstIsFirst: boolean): ExchangeSpec[] {
	const { n = 0, size = 0 } = scenario;
	return Array.from({ length: n }, (_, at) => getOf(scenario, size, firstIsFirst && at === 0));
}

const IGNORE = { ready: () => {}, received: () => {} };

function playTcp({ network, times, nowMs }: Play): void {
	const pair = network.connect(
		{
			...IGNORE,
			ready: () => {
				times.connect = nowMs();
				times.total = nowMs();
				pair.client.destroy();
			},
		},
		{ ...IGNORE, ended: () => pair.server.end() },
	);
}

function playTls({ network, scenario, times, nowMs }: Play): void {
	const pair = network.connect(
		{
			...IGNORE,
			connected: () => {
				times.connect = nowMs();
			},
			ready: () => {
				times.secure = nowMs();
				times.total = nowMs();
				pair.client.destroy();
			},
		},
		{ ...IGNORE, ended: () => pair.server.end() },
		tlsOf(scenario, ["http/1.1"], scenario.resume),
	);
}

function playGet(play: Play): void {
	const client = clientOf(play);
	client.ask(getOf(play.scenario, play.scenario.size ?? 0, true), {
		done(result) {
			play.exchanges.push(result);
			note(play, result);
			client.close();
		},
	});
}

function playMulti(play: Play): void {
	const client = clientOf(play);
	askAll(play, client, specsOf(play.scenario, true), () => {
		summarise(play, play.exchanges);
		client.close();
	});
}

function playPage(play: Play): void {
	const client = clientOf(play);
	client.ask(getOf(play.scenario, play.scenario.doc ?? 0, true), {
		done(result) {
			play.times.doc_ttfb = result.times.firstByteNs / 1e6;
			play.times.doc_end = result.times.lastByteNs / 1e6;
			const { connectedNs, securedNs } = result.times;
			askAll(play, client, specsOf(play.scenario, false), () => {
				summarise(play, play.exchanges);
				if (isHttp2(play.scenario)) {
					play.times.connect = connectedNs / 1e6;
					play.times.secure = securedNs / 1e6;
				}
				client.close();
			});
		},
	});
}

/** The same object three times on one connection, the third after a silence. */
function playWarm(play: Play): void {
	const { network, scenario, times } = play;
	const client = clientOf(play, 1);
	const one = (name: string, next: () => void): void => {
		client.ask(getOf(scenario, scenario.size ?? 0, true), {
			done(result) {
				times[name] = (result.times.lastByteNs - result.times.askedNs) / 1e6;
				next();
			},
		});
	};
	one("cold", () => {
		times.total = times.cold ?? 0;
		one("again", () => network.later((scenario.idle ?? 0) * 1e6, () => one("after_idle", () => client.close())));
	});
}

/** What the server answers to an upload: two bytes. */
const UPLOAD_ANSWER = 2;

function playPost(play: Play): void {
	const client = clientOf(play);
	const { size = 0 } = play.scenario;
	const spec: ExchangeSpec = {
		requestHeadBytes: requestHead("POST", "/up", play.scenario, size),
		requestBodyBytes: size,
		responseHeadBytes: responseHead(UPLOAD_ANSWER, true, ""),
		responseBodyBytes: UPLOAD_ANSWER,
	};
	client.ask(spec, {
		done(result) {
			note(play, result);
			client.close();
		},
	});
}

/** A masked frame with five bytes, and the unmasked one that comes back. */
const MASKED_FRAME = 11;
const PLAIN_FRAME = 7;

function playWebSocket({ network, scenario, times, nowMs }: Play): void {
	const { requestNs = 0 } = network.client.costs;
	const serverNs = network.server.costs.requestNs ?? 0;
	const opening = webSocketRequest();
	const granted = webSocketResponse();
	const echoes: number[] = [];
	let sentMs = 0;
	const { client, server } = network.connect(
		{
			ready: () => {
				times.connect = nowMs();
				client.after(requestNs, () => client.write(opening));
			},
			received: (position) => {
				if (position === granted) {
					times.open = nowMs();
					times.total = nowMs();
				} else if (position > granted) {
					echoes.push(nowMs() - sentMs);
				}
				if (position < granted) return;
				if (echoes.length === scenario.n) {
					times.echo_median = echoes.sort((a, b) => a - b)[echoes.length >> 1] ?? 0;
					client.destroy();
				} else {
					sentMs = nowMs();
					client.write(MASKED_FRAME);
				}
			},
		},
		{
			ready: () => {},
			received: (position) => {
				if (position < opening) return;
				if (position === opening) server.after(serverNs, () => server.write(granted));
				else server.write(PLAIN_FRAME);
			},
			ended: () => server.end(),
		},
	);
}

function playEvents(play: Play): void {
	const { network, scenario, times, nowMs } = play;
	const { n = 0, every = 0 } = scenario;
	const eventBytes = (at: number): number => `id: ${at}\ndata: ${at}\n\n`.length;
	const client = createHttp1Client(network, {
		connections: 1,
		keepAlive: false,
		handler: (_spec, answer) => {
			const head = eventStreamHead();
			const tick = (at: number): void => {
				const last = at === n - 1;
				const bytes = chunk(eventBytes(at)) + (last ? LAST_CHUNK : 0);
				if (at === 0) {
					answer.head(head + bytes);
				} else {
					answer.body(bytes);
				}
				if (last) answer.end();
				else network.later(every * 1e6, () => tick(at + 1));
			};
			tick(0);
		},
	});
	const spec = {
		requestHeadBytes: requestHead("GET", `/sse?n=${n}&every=${every}`, { ...scenario, keepAlive: false }),
		responseHeadBytes: 0,
		responseBodyBytes: 0,
	};
	client.ask(spec, {
		progress() {
			times.first_event ??= nowMs();
		},
		done(result) {
			note(play, result);
			client.close();
		},
	});
}

const PLAYS: Readonly<Record<Scenario["kind"], (play: Play) => void>> = {
	tcp: playTcp,
	tls: playTls,
	get: playGet,
	multi: playMulti,
	page: playPage,
	warm: playWarm,
	post: playPost,
	ws: playWebSocket,
	sse: playEvents,
};
