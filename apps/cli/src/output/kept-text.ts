import type { KeptServer } from "@roundtrip/sockets";
import { colours } from "./colours.ts";
import { quoted } from "./replay.ts";

type Address = KeptServer["addresses"][number];
type Route = KeptServer["routes"][number];

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
	const { name, addresses, routes, openApi } = server;
	const width = Math.max(...addresses.map(({ url }) => url.length));
	const shown = routes.find(({ request }) => request.startsWith("GET ")) ?? { request: "GET /" };
	const lines = [
		...[colours.bold(name), ...addresses.flatMap((address) => addressLines(address, width, shown)), ""],
		...routes.flatMap((route) => [`  ${route.request}`, command(curlLine(addresses[0], route))]),
		...(openApi === undefined ? [] : ["  OpenAPI 3.1 document", command(`curl ${quoted(openApi)}`)]),
	];
	return `${lines.join("\n")}\n`;
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

/** What curl needs to be told for an address. */
function curlOptions({ speaks, authority }: Address): readonly string[] {
	if (authority !== undefined) return ["--cacert", authority];
	return speaks[0] === "http/2" ? ["--http2-prior-knowledge"] : [];
}

/** The command that asks for a route at an address. */
function curlLine(address: Address | undefined, { request, body }: Route): string {
	const [method = "", path = ""] = request.split(" ");
	const options = address === undefined ? [] : curlOptions(address);
	const words = ["curl", "-i", ...options, ...methodWords(method), `${address?.url}${path}`];
	if (body !== undefined) words.push("-H", `content-type: ${isJson(body) ? "application/json" : "text/plain"}`);
	if (body !== undefined) words.push("--data-raw", body);
	return words.map(quoted).join(" ");
}

function methodWords(method: string): readonly string[] {
	if (method === "GET") return [];
	return method === "HEAD" ? ["--head"] : ["-X", method];
}

function isJson(text: string): boolean {
	return /^\s*[{[]/.test(text);
}

/** The same for programs. */
export function keptJson(servers: readonly KeptServer[]): string {
	const withCurl = servers.map((server) => ({
		...server,
		addresses: server.addresses.map((address) => ({ ...address, curl: curlOptions(address) })),
		routes: server.routes.map((route) => ({ ...route, curl: curlLine(server.addresses[0], route) })),
	}));
	return `${JSON.stringify({ servers: withCurl }, null, "\t")}\n`;
}
