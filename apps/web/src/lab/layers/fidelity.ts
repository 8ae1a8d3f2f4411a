import { protocolDescriptors } from "@roundtrip/behaviour";
import type { ApiProtocol, Fidelity, World } from "@roundtrip/model";

/** How true a protocol above HTTP is in a world, as its descriptor says. */
export function fidelityOf(protocol: ApiProtocol, world: World): Fidelity {
	return protocolDescriptors.find(({ name }) => name === protocol)?.fidelity[world] ?? "messages";
}
