import type { RequestLine } from "../request-line.ts";
import type { Scenario } from "../scenario.ts";
import type { IssueStep } from "../steps/issue.ts";
import type { Step } from "../steps/registry.ts";

/** Where clients log in, renew what they were given, and log out, and where an issuer's public keys are. */
export const LOGIN: RequestLine = "POST /login";
export const RENEWAL: RequestLine = "POST /token";
export const LOGOUT: RequestLine = "POST /logout";
export const KEYS: RequestLine = "GET /.well-known/jwks.json";

type Routes = Readonly<Record<RequestLine, readonly Step[]>>;

const NONE: Routes = {};

function route(issue: IssueStep["issue"]): readonly Step[] {
	return [{ issue }];
}

const OF_ISSUER: Routes = { [LOGIN]: route("token"), [RENEWAL]: route("renewal"), [KEYS]: route("keys") };
/** Whoever signs by a secret has no public key to show. */
const OF_SECRET_ISSUER: Routes = { [LOGIN]: route("token"), [RENEWAL]: route("renewal") };
const OF_SESSIONS: Routes = { [LOGIN]: route("session"), [LOGOUT]: route("logout") };

/** The routes that a server has by itself, for what it issues and demands. */
export function derivedRoutes({ nodes, routes }: Pick<Scenario, "nodes" | "routes">, server: string): Routes {
	const node = Object.hasOwn(nodes, server) ? nodes[server] : undefined;
	if (node?.is !== "server") return NONE;
	if (node.issues !== undefined) return node.issues.algorithm === "HS256" ? OF_SECRET_ISSUER : OF_ISSUER;
	const own = Object.hasOwn(routes, server) ? Object.values(routes[server] ?? {}) : [];
	return own.some((steps) => demandOf(steps)?.demand === "session") ? OF_SESSIONS : NONE;
}

/** What a route demands of whoever asks; undefined where it is for everybody. */
export function demandOf(steps: readonly Step[]): Extract<Step, { readonly demand: unknown }> | undefined {
	const [first] = steps;
	return first !== undefined && "demand" in first ? first : undefined;
}
