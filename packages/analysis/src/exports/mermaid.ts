import type { Trace } from "@roundtrip/model";
import { nodeOrder } from "../order.ts";

/** A mermaid sequence diagram. */
export function toMermaid(trace: Trace): string {
	const lines = ["sequenceDiagram"];
	for (const node of nodeOrder(trace.header.scenario)) lines.push(`    participant ${node}`);
	for (const event of trace.events()) {
		if (event.kind === "sent") lines.push(`    ${event.node}->>${event.data.to}: ${event.data.summary}`);
	}
	return `${lines.join("\n")}\n`;
}
