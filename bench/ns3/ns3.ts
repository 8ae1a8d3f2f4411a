/** The level of packets beside ns-3: how fast both simulate the same transfers, and how near both are to Linux. */
import { compareAccuracy } from "./accuracy.ts";
import { compileNs3 } from "./ns3-peer.ts";
import { compareSpeed } from "./speed.ts";

const peer = compileNs3();
if (peer === undefined) {
	console.log("ns-3: skipped, there is no g++, or no ns-3 with its headers (Debian: libns3-dev)");
} else {
	compareSpeed(peer);
	compareAccuracy(peer);
}
