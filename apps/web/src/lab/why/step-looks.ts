import type { CriticalWhat } from "@roundtrip/analysis";
import { hatched } from "../../design/hatched.ts";

/** How each part of a critical path is named and drawn; the fills are those of the split of a latency. */
export const stepLooks: Readonly<Record<CriticalWhat, { readonly name: string; readonly fill: string }>> = {
	plan: { name: "as planned, nothing under way", fill: "var(--sunken)" },
	self: { name: "in the client itself", fill: "var(--line-strong)" },
	connection: { name: "waiting for a connection", fill: hatched("waiting", 45) },
	dns: { name: "asking for an address", fill: hatched("handshake", 135) },
	connect: { name: "opening a connection", fill: hatched("handshake", 90) },
	tls: { name: "agreeing on keys", fill: hatched("handshake", 45) },
	request: { name: "a request on its way", fill: "var(--request)" },
	response: { name: "an answer on its way", fill: hatched("response", 90) },
	queue: { name: "waiting for a worker", fill: hatched("waiting", 135) },
	work: { name: "a worker busy", fill: "var(--ink-2)" },
	timeout: { name: "waiting for no answer", fill: hatched("lost", 90) },
	backoff: { name: "between attempts", fill: hatched("waiting", 90) },
};
