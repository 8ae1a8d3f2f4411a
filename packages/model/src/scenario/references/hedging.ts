import { requestTarget } from "../request-line.ts";
import type { Scenario } from "../scenario.ts";
import type { Report } from "./names.ts";

/** Methods of which a second request does nothing more (RFC 9110, section 9.2.2). */
const IDEMPOTENT = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"];

/** Whoever sends copies of late requests has some that may be sent twice. */
export function checkHedging(scenario: Scenario, report: Report): void {
	for (const [client, node] of Object.entries(scenario.nodes)) {
		if (node.is !== "client" || node.hedge === undefined) continue;
		const targets = scenario.traffic.filter(({ from }) => from === client).map(({ request }) => requestTarget(request));
		const hasKeys = node.key === "exchange";
		const isRepeatable = targets.some(
			(target) => target.protocol === "rest" && (hasKeys || IDEMPOTENT.includes(target.method)),
		);
		if (targets.length === 0 || isRepeatable) continue;
		const message = `nothing that ${client} asks for may be sent twice, so that it sends no copies: what isn't idempotent (RFC 9110, section 9.2.2) needs key: exchange, and that is for plain HTTP`;
		report(["nodes", client, "hedge"], message);
	}
}
