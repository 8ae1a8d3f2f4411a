import { type Impairments, impairmentsOf } from "@roundtrip/behaviour";
import type { LinkSpec, Protocol } from "@roundtrip/model";
import {
	BROWSER_WINDOWS,
	type ClientOptions,
	createHttp1Client,
	createHttp2Client,
	createHttp3Client,
	createNetwork,
	type DirectionSpec,
	type Http1Options,
	type HttpClient,
	type LossSpec,
	type Network,
} from "@roundtrip/network";
import type { World } from "../../world.ts";
import { resolverOf } from "../addresses.ts";
import type { Link } from "../link.ts";
import { tlsOptions } from "../security.ts";
import { packetRecorder } from "./packet-events.ts";

const PARTS = 1_000_000;

/** The network of one link: two hosts and the path between them. */
export function networkOf(world: World, link: Link): Network {
	const { name, spec } = link;
	const { request, response } = impairmentsOf(world.scenario, name);
	const watchPacket = world.keepsPackets ? packetRecorder(world, link) : undefined;
	return createNetwork(world.kernel, {
		...{ rttNs: spec.rtt, seed: world.seed, name },
		up: directionOf(spec, spec["rate-up"] ?? spec.rate, request),
		down: directionOf(spec, spec.rate, response),
		tcp: { control: spec.tcp, initialWindow: spec["initial-window"] },
		...(watchPacket === undefined ? {} : { watchPacket }),
	});
}

function directionOf(spec: LinkSpec, rate: number | undefined, impairments: Impairments): DirectionSpec {
	const { jitter, queue } = spec;
	const loss = lossOf(spec);
	return {
		...(rate === undefined ? {} : { rate }),
		...(jitter === undefined ? {} : { jitterNs: jitter }),
		...(queue === undefined ? {} : { queuePackets: queue }),
		...(loss === undefined ? {} : { loss }),
		...impairments,
	};
}

/**
 * Bursts as Gilbert's chain has them: it leaves the bad state once in so many packets as are lost in a row in the mean,
 * and comes to it so often that the share of lost packets is the one that is said.
 */
function lossOf({ loss = 0, "loss-burst": burst }: LinkSpec): LossSpec | undefined {
	if (loss === 0) return undefined;
	const probability = loss / PARTS;
	if (burst === undefined || probability === 1) return { kind: "random", probability };
	const toGood = 1 / burst;
	return { kind: "bursts", toGood, toBad: Math.min(1, (toGood * probability) / (1 - probability)) };
}

/** The client of a link's network that speaks what the link says. */
export function clientOf(
	world: World,
	link: Link,
	network: Network,
	limit: number,
	handling: Required<Pick<ClientOptions, "handler" | "closed" | "inVain">>,
): HttpClient {
	const { spec, answerer } = link;
	const resolver = resolverOf(world, link);
	const tls = tlsOptions(link);
	const options = {
		...{ ...handling, hostName: answerer.name },
		...(resolver === undefined ? {} : { resolver }),
		...(tls === undefined ? {} : { tls }),
	};
	return CLIENTS[spec.over](network, { ...options, connections: limit }, spec);
}

type CommonOptions = ClientOptions & Pick<Http1Options, "tls" | "connections">;

const CLIENTS: Readonly<Record<Protocol, (network: Network, options: CommonOptions, spec: LinkSpec) => HttpClient>> = {
	"http/1.1": (network, options, spec) => createHttp1Client(network, { ...options, keepAlive: spec["keep-alive"] }),
	"http/2": (network, options, { windows }) =>
		createHttp2Client(network, { ...options, ...(windows === "browser" ? { windows: BROWSER_WINDOWS } : {}) }),
	"http/3": (network, options, { certificates, handshake }) => {
		const serverName = options.hostName === undefined ? {} : { serverName: options.hostName };
		const resumption = { resumed: handshake !== "full", earlyData: handshake === "0-rtt" };
		return createHttp3Client(network, { ...options, certificateBytes: certificates, ...serverName, ...resumption });
	},
};
