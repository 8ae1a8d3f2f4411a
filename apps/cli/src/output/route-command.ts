import { type RequestTarget, requestTarget } from "@roundtrip/model";
import type { KeptServer } from "@roundtrip/sockets";
import { quoted } from "./replay.ts";

export type Address = KeptServer["addresses"][number];
export type Route = KeptServer["routes"][number];

/** The command to paste for a route, in the words of the tool that people use for its protocol. */
export function routeLine(server: KeptServer, route: Route): string {
	const target = requestTarget(route.request);
	const [plain] = server.addresses;
	const url = plain?.url ?? "";
	const body = route.body ?? "";
	switch (target.protocol) {
		case "rest":
			return shownLine(server, route);
		case "sse":
			return line("curl", "-N", `${url}${target.path}`, "-H", "accept: text/event-stream");
		case "websocket":
			return line("websocat", `${url.replace("http:", "ws:")}${target.path}`);
		case "json-rpc": {
			const params = body === "" ? {} : { params: [body] };
			return posted(`${url}/rpc`, { jsonrpc: "2.0", method: target.name, ...params, id: 1 });
		}
		case "graphql":
			return graphqlLine(server, target, route);
		case "connect":
			return posted(`${url}/${target.service}/${target.method}`, payload(body));
		default:
			return grpcLine(server, `${target.service}/${target.method}`, body);
	}
}

function graphqlLine(
	{ addresses: [plain] }: KeptServer,
	{ kind, field }: RequestTarget & { readonly protocol: "graphql" },
	{ selection = "", body }: Route,
): string {
	const written = kind === "mutation" && body !== undefined ? `(text: ${JSON.stringify(body)})` : "";
	const query = `${kind} { ${field}${written}${selection === "" ? "" : ` ${selection}`} }`;
	const words = [`${plain?.url}/graphql`, { query }] as const;
	return kind === "subscription" ? `${posted(...words)} -N -H 'accept: text/event-stream'` : posted(...words);
}

/** gRPC needs HTTP/2. */
function grpcLine({ addresses }: KeptServer, method: string, body: string): string {
	const address = addresses.find(({ speaks }) => speaks.includes("http/2"));
	if (address === undefined) return "gRPC needs HTTP/2, and no link to this server has it: write over: http/2";
	const proof = address.authority === undefined ? ["-plaintext"] : ["-cacert", address.authority];
	return line("grpcurl", ...proof, "-d", JSON.stringify(payload(body)), new URL(address.url).host, method);
}

function payload(body: string): object {
	return body === "" ? {} : { payload: body };
}

function posted(url: string, content: object): string {
	return line("curl", url, "-H", "content-type: application/json", "--data-raw", JSON.stringify(content));
}

function line(...words: readonly string[]): string {
	return words.map(quoted).join(" ");
}

/** The same for a route that demands something: with what shows it. */
function shownLine(server: KeptServer, route: Route): string {
	const { addresses, credentials } = server;
	const [plain] = addresses;
	const { demand } = route;
	if (demand === undefined) return curlLine(plain, route);
	if (demand === "certificate") {
		const address = addresses.find(({ own }) => own !== undefined);
		return curlLine(address ?? plain, route);
	}
	const credential = credentials.find(({ proof }) => proof === demand);
	if (credential === undefined) return curlLine(plain, route);
	if (credential.proof === "key") return `${curlLine(plain, route)} ${line("-H", `x-api-key: ${credential.key}`)}`;
	const login = line(
		...["curl", "-s", "-H", "content-type: application/json", "--data-raw"],
		...[JSON.stringify({ user: credential.user, password: credential.password }), `${credential.at}/login`],
	);
	if (credential.proof === "token") {
		return `${curlLine(plain, route)} -H "authorization: Bearer $(${login} | ${fieldOfJson("access_token")})"`;
	}
	const jar = `roundtrip-${server.name}.cookies`;
	const csrf = `$(${login} ${line("-c", jar)} | ${fieldOfJson("csrf_token")})`;
	// The login has to be over before the cookie is read.
	return `csrf="${csrf}"; ${curlLine(plain, route)} ${line("-b", jar)} -H "x-csrf-token: $csrf"`;
}

/** The value of a text in JSON on one line, by a tool that every shell has. */
function fieldOfJson(name: string): string {
	return line("sed", `s/.*"${name}":"\\([^"]*\\)".*/\\1/`);
}

/** What curl needs to be told for an address. */
export function curlOptions({ speaks, authority, own }: Address): readonly string[] {
	const shown = own === undefined ? [] : ["--cert", own.certificate, "--key", own.key];
	if (authority !== undefined) return ["--cacert", authority, ...shown];
	return speaks[0] === "http/2" ? ["--http2-prior-knowledge"] : [];
}

function methodWords(method: string): readonly string[] {
	if (method === "GET") return [];
	return method === "HEAD" ? ["--head"] : ["-X", method];
}

function isJson(text: string): boolean {
	return /^\s*[{[]/.test(text);
}

/** The command that asks for a route of plain HTTP at an address. */
export function curlLine(address: Address | undefined, { request, body }: Route): string {
	const [method = "", path = ""] = request.split(" ");
	const options = address === undefined ? [] : curlOptions(address);
	const words = ["curl", "-i", ...options, ...methodWords(method), `${address?.url}${path}`];
	if (body !== undefined) words.push("-H", `content-type: ${isJson(body) ? "application/json" : "text/plain"}`);
	if (body !== undefined) words.push("--data-raw", body);
	return line(...words);
}
