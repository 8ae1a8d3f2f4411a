import type { LinkImpairments } from "@roundtrip/behaviour";
import type { LinkName, LinkSpec } from "@roundtrip/model";
import type { DirectionSpec, LossSpec, PathSpec, TcpSettings } from "@roundtrip/network";

const MILLION = 1_000_000;

/** A link as the model of packets takes it. Its streams of random numbers are named after it. */
export function pathSpecOf(
	name: LinkName,
	link: LinkSpec,
	seed: number,
	{ request, response }: LinkImpairments,
): PathSpec {
	const both = { ...lossOf(link), ...queueOf(link), ...(link.jitter === undefined ? {} : { jitterNs: link.jitter }) };
	return {
		name,
		seed,
		rttNs: link.rtt,
		up: { ...both, ...rateOf(link["rate-up"] ?? link.rate), ...request },
		down: { ...both, ...rateOf(link.rate), ...response },
	};
}

export function tcpSettingsOf(link: LinkSpec): Partial<TcpSettings> {
	return { control: link.tcp, initialWindow: link["initial-window"] };
}

function rateOf(rate: number | undefined): Pick<DirectionSpec, "rate"> {
	return rate === undefined ? {} : { rate };
}

function queueOf({ queue }: LinkSpec): Pick<DirectionSpec, "queuePackets"> {
	return queue === undefined ? {} : { queuePackets: queue };
}

function lossOf(link: LinkSpec): { readonly loss?: LossSpec } {
	const share = (link.loss ?? 0) / MILLION;
	if (share === 0) return {};
	const burst = link["loss-burst"];
	if (burst === undefined || share === 1) return { loss: { kind: "random", probability: share } };
	// Bursts of this mean length, so often that this share of all packets is lost.
	const toGood = 1 / burst;
	return { loss: { kind: "bursts", toGood, toBad: Math.min(1, (toGood * share) / (1 - share)) } };
}
