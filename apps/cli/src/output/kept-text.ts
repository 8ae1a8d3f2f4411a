import type { KeptServer } from "@roundtrip/sockets";
import { colours } from "./colours.ts";
import { quoted } from "./replay.ts";
import { type Address, curlLine, curlOptions, type Route, routeLine } from "./route-command.ts";

/** What to know of kept servers, with a command to paste for each address and route. */
export function keptText(servers: readonly KeptServer[], endsAfter: string | undefined): string {
	const end = endsAfter === undefined ? "Ctrl-C ends it" : `It ends after ${endsAfter}, or with Ctrl-C`;
	return [
		...servers.map(serverText),
		"No traffic is played and no fault strikes. A link's latency is not in play between your client and a server, for a",
		"link is shaped at its asking end; between servers and databases it is.",
		`It listens on this machine only. ${colours.bold(end)}, and nothing is left of it.`,
		"",
	].join("\n");
}

function serverText(server: KeptServer): string {
	const { name, cacheOf, addresses, routes } = server;
	const width = Math.max(...addresses.map(({ url }) => url.length));
	const shown = routes.find(({ request }) => request.startsWith("GET ")) ?? { request: "GET /" };
	const title = `${colours.bold(name)}${cacheOf === undefined ? "" : `, a shared cache of ${cacheOf}`}`;
	const lines = [
		...[title, ...addresses.flatMap((address) => addressLines(address, width, shown)), ""],
		...routes.flatMap((route) => [`  ${route.request}`, command(routeLine(server, route))]),
		...paperLines(server),
	];
	return `${lines.join("\n")}\n`;
}

/** What describes a server to programs. */
function paperLines({ openApi, graphql, protos }: KeptServer): readonly string[] {
	const fetched = (what: string, url: string): readonly string[] => [`  ${what}`, command(`curl ${quoted(url)}`)];
	return [
		...(openApi === undefined ? [] : fetched("OpenAPI 3.1 document", openApi)),
		...(graphql === undefined ? [] : fetched(`GraphQL schema; the endpoint is ${graphql.endpoint}`, graphql.schema)),
		...protos.flatMap((url) => fetched("Protocol Buffers; gRPC's server reflection is on as well", url)),
	];
}

/** The first address has its commands at the routes; of the others, each has one that shows what it needs. */
function addressLines(address: Address, width: number, shown: Route): readonly string[] {
	const { url, speaks, tls } = address;
	const words = speaks.map((protocol) => protocol.toUpperCase()).join(" or ");
	const line = `  ${url.padEnd(width)}  ${words}, ${tls === undefined ? "in the clear" : `TLS ${tls}`}`;
	return curlOptions(address).length === 0 ? [line] : [line, command(curlLine(address, shown))];
}

function command(text: string): string {
	return `    ${text}`;
}

/** The same for programs. */
export function keptJson(servers: readonly KeptServer[]): string {
	const withCurl = servers.map((server) => ({
		...server,
		addresses: server.addresses.map((address) => ({ ...address, curl: curlOptions(address) })),
		routes: server.routes.map((route) => ({ ...route, command: routeLine(server, route) })),
	}));
	return `${JSON.stringify({ servers: withCurl }, null, "\t")}\n`;
}
