import type { Protocol } from "@roundtrip/model";
import type { ComparedLink } from "./workload.ts";

/** A link as it is written in a scenario. */
export function linkText({ rtt, rate, tls }: ComparedLink, over: Protocol): string {
	const said = [
		`rtt: ${rtt}`,
		...(rate === undefined ? [] : [`rate: ${rate}`]),
		`over: ${over}`,
		...(tls === undefined ? [] : [`tls: ${tls}`]),
	];
	return `{ ${said.join(", ")} }`;
}
