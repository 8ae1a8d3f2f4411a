import type { Scenario } from "@roundtrip/model";
import type { KeptAddress } from "./addresses.ts";

/** Where a kept server describes itself. */
export interface Papers {
	readonly openApi: string;
	/** The schema of GraphQL in its own language. */
	readonly graphqlSchema?: string;
	/** Files of Protocol Buffers. */
	readonly protos: readonly string[];
}

/** What a kept server is, for whoever opens its address in a browser. */
export function pageText(
	scenario: Scenario,
	server: string,
	addresses: readonly KeptAddress[],
	{ openApi, graphqlSchema, protos }: Papers,
): string {
	const { title, about } = scenario;
	return [
		...[title, "=".repeat(title.length), ""],
		...(about === undefined ? [] : [about.trim(), ""]),
		...[`This is ${server}, a server of this scenario, kept running by Roundtrip for any client.`, ""],
		...["Addresses", ...addresses.map(addressLine), ""],
		...["Routes", ...Object.keys(scenario.routes[server] ?? {}).map((request) => `  ${request}`), ""],
		`OpenAPI document: ${openApi}`,
		...(graphqlSchema === undefined ? [] : [`GraphQL schema: ${graphqlSchema}`]),
		...protos.map((path) => `Protocol Buffers: ${path} (gRPC's reflection tells it too)`),
		"",
	].join("\n");
}

/** What a kept cache is. */
export function cachePageText(
	{ title }: Pick<Scenario, "title">,
	{ cache, origin }: { readonly cache: string; readonly origin: string },
	addresses: readonly KeptAddress[],
	routes: readonly string[],
): string {
	return [
		...[title, "=".repeat(title.length), ""],
		...[`This is ${cache}, a shared cache of ${origin}, kept running by Roundtrip for any client.`, ""],
		...["Addresses", ...addresses.map(addressLine), ""],
		...["Routes", ...routes.map((request) => `  ${request}`), ""],
		...["The field cache-status of each answer says what the cache did (RFC 9211).", ""],
	].join("\n");
}

function addressLine({ url, speaks, tls }: KeptAddress): string {
	return `  ${url}  ${speaks.join(" or ")}${tls === undefined ? "" : `, TLS ${tls}`}`;
}
