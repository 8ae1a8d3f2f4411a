/** The level of packets beside ns-3: how fast both simulate the same transfers, and how near both are to Linux. */
import { compilePeer } from "../peer.ts";
import { compareAccuracy } from "./accuracy.ts";
import { compareSpeed } from "./speed.ts";

const LIBRARIES = ["ns3-core", "ns3-network", "ns3-internet", "ns3-point-to-point"];
const peer = compilePeer(new URL("./ns3.cpp", import.meta.url), LIBRARIES);
if (peer === undefined) {
	console.log("ns-3: skipped, there is no g++, or no ns-3 with headers (Debian: libns3-dev)");
} else {
	compareSpeed(peer);
	compareAccuracy(peer);
}
