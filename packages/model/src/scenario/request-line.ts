export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof METHODS)[number];

/**
 * What is asked for, in the words of the protocol that it is asked in: `POST /transfers`, `grpc Feed/List`,
 * `graphql query feed { title }`, `sse /live`.
 */
export type RequestLine = string;

/** A request line as it is written. */
export type WrittenRequest =
	| `${Method} /${string}`
	| `json-rpc ${string}`
	| `graphql ${GraphqlKind} ${string}`
	| `${"grpc" | "connect"} ${string}/${string}`
	| `${"sse" | "websocket"} /${string}`;

export const GRAPHQL_KINDS = ["query", "mutation", "subscription"] as const;
export type GraphqlKind = (typeof GRAPHQL_KINDS)[number];

/** The parts of a request line, by its protocol. */
export type RequestTarget =
	| { readonly protocol: "rest"; readonly method: Method; readonly path: string }
	| { readonly protocol: "json-rpc"; readonly name: string }
	| {
			readonly protocol: "graphql";
			readonly kind: GraphqlKind;
			readonly field: string;
			/** The selection set as it is written; all fields are meant where there is none. */
			readonly selection?: string;
	  }
	| { readonly protocol: "grpc" | "connect"; readonly service: string; readonly method: string }
	| { readonly protocol: "sse" | "websocket"; readonly path: string };

/** How something is asked for. `rest` is plain HTTP, which has no word of its own in a request line. */
export type ApiProtocol = RequestTarget["protocol"];

const PATH = "(/[!-~]{0,999})";
const NAME = "[A-Za-z_][A-Za-z0-9_]{0,63}";

/** How request lines of each protocol are written; all of a line has to fit. */
const LINES: readonly { readonly pattern: RegExp; readonly parts: (match: readonly string[]) => RequestTarget }[] = [
	{
		pattern: new RegExp(`^(${METHODS.join("|")}) ${PATH}$`),
		parts: ([, method = "GET", path = "/"]) => ({ protocol: "rest", method: method as Method, path }),
	},
	{
		pattern: new RegExp(`^json-rpc (${NAME}(?:\\.${NAME}){0,8})$`),
		parts: ([, name = ""]) => ({ protocol: "json-rpc", name }),
	},
	{
		pattern: new RegExp(`^graphql (${GRAPHQL_KINDS.join("|")}) ([a-z][a-zA-Z0-9]{0,31})(?: (\\{.{0,899}\\}))?$`),
		parts: ([, kind = "query", field = "", selection]) => ({
			...{ protocol: "graphql", kind: kind as GraphqlKind, field },
			...(selection === undefined ? {} : { selection }),
		}),
	},
	{
		pattern: new RegExp(`^(grpc|connect) (${NAME}(?:\\.${NAME}){0,8})/(${NAME})$`),
		parts: ([, protocol, service = "", method = ""]) => ({
			...{ protocol: protocol === "grpc" ? protocol : "connect", service, method },
		}),
	},
	{
		pattern: new RegExp(`^(sse|websocket) ${PATH}$`),
		parts: ([, protocol, path = "/"]) => ({ protocol: protocol === "sse" ? protocol : "websocket", path }),
	},
];

/** What is written for protocols above plain HTTP. */
export const REQUEST_EXAMPLES =
	"grpc Feed/List, connect Feed/List, json-rpc feed.list, graphql query feed, sse /live, websocket /chat";

/** All request lines that there are. */
export const REQUEST_PATTERN: RegExp = new RegExp(LINES.map(({ pattern }) => pattern.source).join("|"));

export function isRequestLine(value: unknown): value is RequestLine {
	return typeof value === "string" && REQUEST_PATTERN.test(value);
}

/** The parts of a request line that has been checked. */
export function requestTarget(line: RequestLine): RequestTarget {
	for (const { pattern, parts } of LINES) {
		const match = pattern.exec(line);
		if (match !== null) return parts(match);
	}
	return { protocol: "rest", method: "GET", path: "/" };
}

/** Where GraphQL and JSON-RPC are spoken: each has one address for everything. */
export const GRAPHQL_PATH = "/graphql";
export const JSON_RPC_PATH = "/rpc";

/** The method and path with which it is asked for over HTTP. */
export function requestParts(line: RequestLine): { readonly method: Method; readonly path: string } {
	const target = requestTarget(line);
	switch (target.protocol) {
		case "rest":
			return { method: target.method, path: target.path };
		case "json-rpc":
			return { method: "POST", path: JSON_RPC_PATH };
		case "graphql":
			return { method: "POST", path: GRAPHQL_PATH };
		case "grpc":
		case "connect":
			return { method: "POST", path: `/${target.service}/${target.method}` };
		default:
			return { method: "GET", path: target.path };
	}
}

/** The name of the route that answers it: without what is selected of the answer. */
export function routeOf(line: RequestLine): RequestLine {
	const brace = line.indexOf(" {");
	return brace < 0 || requestTarget(line).protocol !== "graphql" ? line : line.slice(0, brace);
}
