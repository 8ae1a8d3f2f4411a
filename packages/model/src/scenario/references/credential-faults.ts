import type { CrashFault } from "../faults/crash.ts";
import type { ExhaustFault } from "../faults/exhaust.ts";
import type { FailoverFault } from "../faults/failover.ts";
import type { FillFault } from "../faults/fill.ts";
import type { FlushFault } from "../faults/flush.ts";
import type { PauseFault } from "../faults/pause.ts";
import type { Fault } from "../faults/registry.ts";
import type { SlowFault } from "../faults/slow.ts";
import type { LinkFault } from "../faults/struck-link.ts";
import type { MessageFault } from "../faults/struck-message.ts";
import { linkEnds } from "../link-name.ts";
import { nearestHint } from "../nearest.ts";
import type { Scenario } from "../scenario.ts";
import { issuersOf } from "./demands.ts";
import { namesOf } from "./names.ts";
import { isGiven } from "./proofs.ts";

type CredentialFault = Exclude<
	Fault,
	MessageFault | LinkFault | CrashFault | FlushFault | FailoverFault | PauseFault | SlowFault | FillFault | ExhaustFault
>;

interface FaultProblem {
	readonly key: string;
	readonly message: string;
}

/** What is wrong with a fault of credentials, keys or clocks; undefined where nothing is. */
export function credentialFaultProblem(scenario: Scenario, fault: CredentialFault): FaultProblem | undefined {
	if ("expire" in fault) return clientProblem(scenario, "expire", fault.expire, "is given a token or session");
	if ("replay" in fault) return clientProblem(scenario, "replay", fault.replay, "shows a token, session or key");
	if ("rotate" in fault) return rotateProblem(scenario, fault.rotate);
	if ("certificate" in fault) return certificateProblem(scenario, fault.of);
	const names = namesOf(scenario, "client", "server");
	if (names.includes(fault.skew)) return undefined;
	return { key: "skew", message: `no client or server '${fault.skew}'${nearestHint(fault.skew, names)}` };
}

function clientProblem(
	{ nodes }: Scenario,
	key: "expire" | "replay",
	name: string,
	does: string,
): FaultProblem | undefined {
	const fitting = Object.entries(nodes).flatMap(([client, node]) => {
		if (node.is !== "client" || node.proves === undefined) return [];
		return isGiven(node.proves) || (key === "replay" && "key" in node.proves) ? [client] : [];
	});
	if (fitting.includes(name)) return undefined;
	return { key, message: `no client '${name}' that ${does}${nearestHint(name, fitting)}` };
}

function rotateProblem(scenario: Scenario, name: string): FaultProblem | undefined {
	const fitting = issuersOf(scenario).filter((issuer) => {
		const node = scenario.nodes[issuer];
		return node?.is === "server" && node.issues?.algorithm !== "HS256";
	});
	if (fitting.includes(name)) return undefined;
	return {
		key: "rotate",
		message: `no server '${name}' that signs tokens by a pair of keys${nearestHint(name, fitting)}`,
	};
}

function certificateProblem({ links }: Scenario, name: string): FaultProblem | undefined {
	const fitting = Object.entries(links).flatMap(([link, { tls, handshake, over }]) =>
		tls === undefined || handshake !== "full" || over === "http/3" ? [] : [linkEnds(link).to],
	);
	if (fitting.includes(name)) return undefined;
	return {
		key: "of",
		message: `no link that shows a certificate leads to '${name}'${nearestHint(name, [...new Set(fitting)])}`,
	};
}
