import {
	type AttemptResult,
	demandOf,
	LOGIN,
	NS_PER_S,
	originOf,
	type ProvesSpec,
	RENEWAL,
	type RequestLine,
	requestParts,
	routesAt,
	type Scenario,
	stepsAt,
	userOf,
} from "@roundtrip/model";
import type { HeaderField, HttpReply, HttpRequest } from "../messages/http-message.ts";
import { keyField } from "./api-key/field.ts";
import { bearerField } from "./bearer.ts";
import { type BrowserRequest, isSafe } from "./cookie-session/browser-request.ts";
import { CSRF_FIELD } from "./cookie-session/csrf.ts";
import { createCookieJar } from "./cookie-session/jar.ts";
import { createCredentialFaults } from "./credential-faults.ts";
import { type CredentialHolder, createCredentialHolder, type Given } from "./holder.ts";
import type { EpochSeconds, Seconds } from "./seconds.ts";
import type { Secrets } from "./secrets.ts";
import { loginRequest, readSession, readToken, renewalRequest } from "./sign-in-messages.ts";

/** What a request brings along, or why there is nothing that it could bring. */
export type Shown =
	| { readonly ok: true; readonly fields: readonly HeaderField[]; readonly credential: string | undefined }
	/** How it ends whose proof could not be got: it has not been asked. */
	| { readonly ok: false; readonly result: AttemptResult };

/** One call of a sign-in. */
export interface SignIn {
	readonly to: string;
	readonly request: RequestLine;
	readonly message: HttpRequest;
}

/** How a client's world makes calls, and what it does while others of the same client make them. */
export interface SignInHands {
	ask(signIn: SignIn, told: (reply: HttpReply | undefined, result: AttemptResult) => void): void;
	/** Another exchange is getting what this one needs, too. */
	waits(): void;
}

/** What a client shows to servers that demand it, and how it comes by it. The same in every world. */
export interface Prover {
	/** Gets what a request has to bring along, if anything; `told` at once where it is there. */
	show(to: string, request: RequestLine, hands: SignInHands, told: (shown: Shown) => void): void;
	/**
	 * A server has answered 401 to this credential: tells whether there may be another, which the next request gets.
	 */
	refused(credential: string): boolean;
}

export interface ProverParts {
	readonly scenario: Scenario;
	readonly client: string;
	readonly secrets: Secrets;
	/** What the client's clock shows. */
	nowS(): EpochSeconds;
}

const NOTHING: Shown = { ok: true, fields: [], credential: undefined };

/** Undefined where a client proves nothing. */
export function createProver(parts: ProverParts): Prover | undefined {
	const { scenario, client, secrets } = parts;
	const node = scenario.nodes[client];
	if (node?.is !== "client" || node.proves === undefined) return undefined;
	const { proves } = node;
	if ("certificate" in proves) return { show: (_to, _request, _hands, told) => told(NOTHING), refused: () => false };
	const wants = (to: string, request: RequestLine): boolean => isDemanded(scenario, proves, to, request);
	if ("key" in proves) {
		const key = secrets.apiKeys[client] ?? "";
		const shown: Shown = { ok: true, fields: [keyField(key)], credential: key };
		return {
			show: (to, request, _hands, told) => told(wants(to, request) ? shown : NOTHING),
			refused: () => false,
		};
	}
	const purse = "token" in proves ? tokenPurse(parts, proves.token) : sessionPurse(parts, proves.session);
	return createRenewing(parts, purse, wants);
}

/** Whether a route demands what a client proves. */
function isDemanded(scenario: Scenario, proves: ProvesSpec, to: string, request: RequestLine): boolean {
	const demand = demandOf(stepsAt(routesAt(scenario, to), request) ?? []);
	if (demand === undefined) return false;
	if ("token" in proves) return demand.demand === "token" && demand.from === proves.token;
	const at = originOf(scenario, to);
	if ("session" in proves) return demand.demand === "session" && at === proves.session;
	return "key" in proves && demand.demand === "key" && at === proves.key;
}

/** What is got, and how it is shown. */
interface Purse {
	readonly holder: CredentialHolder;
	/** Whether each is good for one request. */
	readonly isOneUse: boolean;
	login(): SignIn;
	renewal(renewal: string): SignIn;
	/** What an answer gives; undefined where it gives nothing. */
	take(reply: HttpReply): Given | undefined;
	fields(credential: string, request: RequestLine): readonly HeaderField[];
}

function createRenewing(
	{ scenario, client, nowS }: ProverParts,
	purse: Purse,
	wants: (to: string, request: RequestLine) => boolean,
): Prover {
	const { holder } = purse;
	const faults = createCredentialFaults(scenario.faults);
	let waiting: (() => void)[] = [];

	function over(): void {
		const others = waiting;
		waiting = [];
		for (const other of others) other();
	}

	function show(request: RequestLine, hands: SignInHands, told: (shown: Shown) => void): void {
		const send = (credential: string): void => {
			const shown = faults.presented(client, credential);
			if (purse.isOneUse) holder.refused(credential);
			told({ ok: true, fields: purse.fields(shown, request), credential: shown });
		};
		const get = (signIn: SignIn, isRenewal: boolean): void =>
			hands.ask(signIn, (reply, result) => {
				const given = reply === undefined ? undefined : purse.take(reply);
				if (given !== undefined) {
					holder.given(given);
					send(given.credential);
					over();
					return;
				}
				holder.failed();
				// What can't be renewed may still be had by logging in.
				if (isRenewal && result.how === "answered") go();
				else {
					told({ ok: false, result: resultOf(result) });
					over();
				}
			});
		const go = (): void => {
			const step = holder.step(nowS());
			if (step.kind === "send") send(step.credential);
			else if (step.kind === "login") get(purse.login(), false);
			else if (step.kind === "renew") get(purse.renewal(step.renewal), true);
			else {
				hands.waits();
				waiting.push(go);
			}
		};
		go();
	}

	return {
		show(to, request, hands, told) {
			if (wants(to, request)) show(request, hands, told);
			else told(NOTHING);
		},
		refused(credential) {
			holder.refused(credential);
			return true;
		},
	};
}

/** The request that it was for has never been sent. */
function resultOf(result: AttemptResult): AttemptResult {
	if (result.how === "answered") return { how: "answered", status: result.status >= 400 ? result.status : 502 };
	return result.how === "refused" ? result : { how: "not-sent" };
}

const EARLY_AT_MOST_S: Seconds = 30;
/** Of a token's life. */
const EARLY_PART = 10;

function tokenPurse({ scenario, client, secrets, nowS }: ProverParts, issuer: string): Purse {
	const node = scenario.nodes[issuer];
	const spec = node?.is === "server" ? node.issues : undefined;
	const lifetimeS = (spec?.token ?? 0) / NS_PER_S;
	const own = scenario.nodes[client];
	const early =
		own?.is === "client" && own.proves !== undefined && "early" in own.proves ? own.proves.early : undefined;
	const earlyS = early === undefined ? Math.min(lifetimeS / EARLY_PART, EARLY_AT_MOST_S) : early / NS_PER_S;
	const user = userOf(client, own?.is === "client" ? own : {});
	const password = secrets.passwords[client] ?? "";
	return {
		holder: createCredentialHolder(earlyS),
		isOneUse: spec?.["one-use"] ?? false,
		login: () => ({ to: issuer, request: LOGIN, message: loginRequest(user, password) }),
		renewal: (renewal) => ({ to: issuer, request: RENEWAL, message: renewalRequest(renewal) }),
		take(reply) {
			const given = readToken(reply);
			if (given === undefined) return undefined;
			return { credential: given.token, untilS: nowS() + given.lifetimeS, renewal: given.renewal };
		},
		fields: (token) => [bearerField(token)],
	};
}

function sessionPurse({ scenario, client, secrets, nowS }: ProverParts, server: string): Purse {
	const own = scenario.nodes[client];
	const user = userOf(client, own?.is === "client" ? own : {});
	const password = secrets.passwords[client] ?? "";
	const jar = createCookieJar();
	/** Of the pages of each session, by its cookie. */
	const csrfTokens = new Map<string, string>();
	const login = loginRequest(user, password);
	const asked: BrowserRequest = browserRequest(server, LOGIN);
	return {
		holder: createCredentialHolder(0),
		isOneUse: false,
		login: () => {
			// Whoever logs in anew brings the session along that it had, which ends by that.
			const cookie = jar.field(asked, nowS());
			return {
				...{ to: server, request: LOGIN },
				message: cookie === undefined ? login : { ...login, fields: [...login.fields, cookie] },
			};
		},
		renewal: () => ({ to: server, request: LOGIN, message: login }),
		take(reply) {
			const given = readSession(reply);
			if (given === undefined || jar.take(given.cookie, asked, nowS()) !== undefined) return undefined;
			const cookie = jar.field(asked, nowS())?.[1];
			if (cookie === undefined) return undefined;
			csrfTokens.set(cookie, given.csrfToken);
			return { credential: cookie };
		},
		fields(cookie, request) {
			const csrfToken = csrfTokens.get(cookie);
			const isChange = !isSafe(requestParts(request).method);
			return [["cookie", cookie], ...(isChange && csrfToken !== undefined ? [[CSRF_FIELD, csrfToken] as const] : [])];
		},
	};
}

/** As the page of the server itself asks. */
function browserRequest(server: string, request: RequestLine): BrowserRequest {
	const origin = { scheme: "https", host: server.toLowerCase() } as const;
	return { ...requestParts(request), target: origin, page: origin, cause: "subresource" };
}
