import type { KeptServer } from "@roundtrip/sockets";
import { colours } from "./colours.ts";
import { quoted } from "./replay.ts";

type Address = KeptServer["addresses"][number];
type Route = KeptServer["routes"][number];

/** What to know of kept servers, with a command to paste for each route. */
export function keptText(servers: readonly KeptServer[], endsAfter: string | undefined): string {
	const end = endsAfter === undefined ? "Ctrl-C ends it" : `It ends after ${endsAfter}, or with Ctrl-C`;
	return [
		...servers.map(serverText),
		"No traffic is played and no fault strikes. A link's latency is not in play between your client and a server, for a",
		"link is shaped at its asking end; between servers and databases it is.",
		colours.dim(`It listens on this machine only. ${end}, and nothing is left of it.`),
		"",
	].join("\n");
}

function serverText(server: KeptServer): string {
	const { name, addresses, routes, openApi } = server;
	const lines = [
		...[colours.bold(name), "  addresses", ...addresses.flatMap(addressLines)],
		...["  routes", ...routes.flatMap((route) => [`    ${route.request}`, `      ${curlLine(server, route)}`])],
		...(openApi === undefined ? [] : [`  OpenAPI 3.1 document: ${openApi}`]),
	];
	return `${lines.join("\n")}\n`;
}

function addressLines(address: Address): readonly string[] {
	const { url, speaks, tls, authority } = address;
	const words = speaks.map((protocol) => protocol.toUpperCase()).join(" or ");
	const options = curlOptions(address);
	return [
		`    ${url}  ${words}${tls === undefined ? ", in the clear" : `, TLS ${tls}`}`,
		...(authority === undefined ? [] : [`      authority to trust: ${authority}`]),
		...(options.length === 0 ? [] : [`      with curl: ${options.map(quoted).join(" ")}`]),
	];
}

/** What curl needs to be told for an address. */
function curlOptions({ speaks, authority }: Address): readonly string[] {
	if (authority !== undefined) return ["--cacert", authority];
	return speaks[0] === "http/2" ? ["--http2-prior-knowledge"] : [];
}

/** The command that asks for a route at the first address. */
export function curlLine({ addresses }: Pick<KeptServer, "addresses">, { request, body }: Route): string {
	const [method = "", path = ""] = request.split(" ");
	const words = ["curl", "-i", ...methodWords(method), `${addresses[0]?.url}${path}`];
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
		routes: server.routes.map((route) => ({ ...route, curl: curlLine(server, route) })),
	}));
	return `${JSON.stringify({ servers: withCurl }, null, "\t")}\n`;
}
