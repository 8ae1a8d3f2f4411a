import { demandOf, type IssueStep, type Proof, type Scenario, type Step } from "@roundtrip/model";
import { problemResponse } from "./openapi-problem.ts";

type Json = Readonly<Record<string, unknown>>;

/** How each way of proving is told in OpenAPI (section 4.8.27). */
const SCHEMES: Readonly<Record<Proof, Json>> = {
	token: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
	session: { type: "apiKey", in: "cookie", name: "__Host-session" },
	key: { type: "apiKey", in: "header", name: "x-api-key" },
	certificate: { type: "mutualTLS" },
};

/** The ways that routes of a server demand. */
export function securitySchemes({ routes }: Scenario, server: string): Json {
	const demands = Object.values(routes[server] ?? {}).flatMap((steps) => demandOf(steps)?.demand ?? []);
	if (demands.length === 0) return {};
	return { securitySchemes: Object.fromEntries([...new Set(demands)].map((proof) => [proof, SCHEMES[proof]])) };
}

/** What a route demands. */
export function securityOf(steps: readonly Step[]): Json {
	const demand = demandOf(steps);
	if (demand === undefined) return {};
	return { security: [{ [demand.demand]: demand.demand === "token" ? (demand.scope ?? []) : [] }] };
}

/** What whoever doesn't prove it is answered. */
export function deniedResponses(scenario: Scenario): Json {
	return {
		401: problemResponse(scenario, "Who asks hasn't proved who they are"),
		403: problemResponse(scenario, "Who asks may not do this"),
	};
}

const SAYS: Readonly<Record<IssueStep["issue"], string>> = {
	token: "Log in: name and password, for a token and what renews it",
	renewal: "Renew a token (RFC 6749, section 6)",
	keys: "The public keys (RFC 7517, section 5)",
	session: "Log in: name and password, for a session",
	logout: "End the session",
};

const LOGIN_BODY: Json = {
	"application/json": {
		schema: {
			type: "object",
			required: ["user", "password"],
			properties: { user: { type: "string" }, password: { type: "string", format: "password" } },
		},
	},
};

const RENEWAL_BODY: Json = {
	"application/x-www-form-urlencoded": {
		schema: {
			type: "object",
			required: ["grant_type", "refresh_token"],
			properties: { grant_type: { const: "refresh_token" }, refresh_token: { type: "string" } },
		},
	},
};

/** A route that a server has by itself. */
export function issueOperation(scenario: Scenario, request: string, issue: IssueStep["issue"]): Json {
	const isLogin = issue === "token" || issue === "session";
	const content = isLogin ? LOGIN_BODY : issue === "renewal" ? RENEWAL_BODY : undefined;
	const json = { content: { "application/json": { schema: { type: "object" } } } };
	const done =
		issue === "logout" ? { 204: { description: "The session is over" } } : { 200: { description: "Given", ...json } };
	const refused = issue === "keys" ? {} : { 400: { description: "Nothing is given for this" } };
	return {
		summary: `${request}: ${SAYS[issue]}`,
		...(content === undefined ? {} : { requestBody: { required: true, content } }),
		responses: { ...done, ...refused, default: problemResponse(scenario, "What went wrong") },
	};
}
