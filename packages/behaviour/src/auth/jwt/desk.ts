import { type DemandStep, type IssueStep, type IssuesSpec, NS_PER_S, type Scenario } from "@roundtrip/model";
import type { HttpReply } from "../../messages/http-message.ts";
import { base64url } from "../base64.ts";
import { bearerOf } from "../bearer.ts";
import { hasScopes } from "../challenge.ts";
import type { CredentialFaults } from "../credential-faults.ts";
import type { DeskParts, DeskRequest, Verdict } from "../desk-parts.ts";
import { type GuardedRequest, passed, refused } from "../guard.ts";
import { randomOctets } from "../octets.ts";
import { type Subject, subjectsAt } from "../secrets.ts";
import { keysReply, readKeys, readLogin, readRenewal, refusalReply, tokenReply } from "../sign-in-messages.ts";
import type { TokenCheck, TokenDemand } from "./check.ts";
import type { Claims } from "./claims.ts";
import { scopesOf } from "./guard.ts";
import { createKeySource, type KeySource } from "./key-source.ts";
import { createRenewals } from "./renewal.ts";
import { createReplayGuard } from "./replay-guard.ts";

/** How the keys of an issuer are got for a request. */
export interface KeyFetch {
	/** Asks the issuer; nothing where no answer came. */
	keys(told: (reply: HttpReply | undefined) => void): void;
	/** Another request is asking already: this one waits. */
	waits(): void;
}

export interface TokenDeskParts extends DeskParts {
	readonly faults: CredentialFaults;
}

/** What a server does about tokens: its own, which it issues, and those of others, which it checks. */
export interface TokenDesk {
	issue(what: Exclude<IssueStep["issue"], "session" | "logout">, request: DeskRequest, told: Told): void;
	demand(step: DemandStep, request: GuardedRequest, fetch: KeyFetch, told: (verdict: Verdict) => void): void;
}

type Told = (reply: HttpReply) => void;

const NAME_BYTES = 16;
const USUAL_REFETCH_NS = 30 * NS_PER_S;
/** As jose keeps keys where nothing else is said. */
const KEPT_S = 600;

export function createTokenDesk(parts: TokenDeskParts): TokenDesk {
	const { scenario, server, secrets, hands, faults } = parts;
	const own = issuesOf(scenario, server);
	const subjects = subjectsAt(secrets, server, "token");
	const audience = audienceOf(scenario, server);
	const renewals = createRenewals(hands.words, own === undefined ? 0 : own.login / NS_PER_S);
	const checks = createTokenChecks(parts);

	function give({ client, user, scopes }: Subject, spec: IssuesSpec, renewal: string, told: Told): void {
		const nowS = hands.nowS();
		const lifetimeS = spec.token / NS_PER_S;
		const goodS = faults.lifetime(client, lifetimeS);
		const iat = Math.floor(nowS);
		const claims: Claims = {
			...{ iss: server, sub: user, aud: audience },
			...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
			// At least as long as is said: moments in tokens are whole seconds.
			...{ iat, nbf: iat, exp: goodS === 0 ? iat : Math.ceil(nowS + goodS) },
			jti: base64url(randomOctets(hands.words, NAME_BYTES)),
		};
		hands.sign(claims, (token) => told(tokenReply({ token, lifetimeS, renewal })));
	}

	function login(spec: IssuesSpec, { text }: DeskRequest, told: Told): void {
		const said = readLogin(text);
		if (said === undefined) {
			told(refusalReply("invalid_request"));
			return;
		}
		const subject = subjects.find(({ user }) => user === said.user);
		const expected = subject === undefined ? undefined : secrets.passwords[subject.client];
		hands.checkPassword(said.password, expected, (isRight) => {
			if (isRight && subject !== undefined) give(subject, spec, renewals.begin(subject.user, hands.nowS()), told);
			else told(refusalReply("invalid_grant"));
		});
	}

	function renew(spec: IssuesSpec, { text }: DeskRequest, told: Told): void {
		const said = readRenewal(text);
		const renewed = said === undefined ? undefined : renewals.renew(said, hands.nowS());
		const subject = renewed?.ok === true ? subjects.find(({ user }) => user === renewed.subject) : undefined;
		if (renewed?.ok === true && subject !== undefined) give(subject, spec, renewed.next, told);
		else told(refusalReply(said === undefined ? "invalid_request" : "invalid_grant"));
	}

	return {
		issue(what, request, told) {
			if (own === undefined) throw new Error(`${server} issues no tokens`);
			if (what === "keys") told(keysReply(hands.publicKeys()));
			else if (what === "token") login(own, request, told);
			else renew(own, request, told);
		},
		demand: checks,
	};
}

/** The keys of one issuer, and who waits for them. */
interface Issuer {
	readonly source: KeySource;
	waiting: (() => void)[] | undefined;
}

function createTokenChecks({ scenario, server, hands }: TokenDeskParts): TokenDesk["demand"] {
	const issuers = new Map<string, Issuer>();
	const once = createReplayGuard(longestToleranceS(scenario, server));

	function issuerOf(name: string, refetchNs: number): Issuer {
		let issuer = issuers.get(name);
		if (issuer === undefined) {
			issuer = { source: createKeySource({ keptS: KEPT_S, betweenS: refetchNs / NS_PER_S }), waiting: undefined };
			issuers.set(name, issuer);
		}
		return issuer;
	}

	/** Gets the keys, or waits for who is getting them; then goes on, whatever came of it. */
	function fetchKeys(issuer: Issuer, fetch: KeyFetch, next: () => void): void {
		const { source, waiting } = issuer;
		if (waiting !== undefined) {
			waiting.push(next);
			fetch.waits();
			return;
		}
		const others: (() => void)[] = [];
		issuer.waiting = others;
		source.asked(hands.nowS());
		fetch.keys((reply) => {
			issuer.waiting = undefined;
			const keys = reply === undefined ? undefined : readKeys(reply);
			if (keys !== undefined) source.fetched(keys, hands.nowS());
			next();
			for (const other of others) other();
		});
	}

	return (step, { fields }, fetch, told) => {
		const { from = "", scope = [], tolerance = 0, refetch = USUAL_REFETCH_NS } = step;
		const spec = issuesOf(scenario, from);
		const token = bearerOf(fields);
		if (token === undefined || spec === undefined) {
			told(notPassed("no-credential", "no-token"));
			return;
		}
		const demand: TokenDemand = {
			...{ algorithms: [spec.algorithm], issuer: from, audience: server, toleranceS: tolerance / NS_PER_S },
			needs: ["sub", "exp", "jti"],
		};
		const issuer = issuerOf(from, refetch);
		const { source } = issuer;
		const needsNone = spec.algorithm === "HS256" || from === server;

		const decide = (check: TokenCheck): void => {
			if (!check.ok) {
				told(notPassed("bad-credential", check.why));
				return;
			}
			const granted = scopesOf(check.claims);
			const use = hasScopes(granted, scope) && spec["one-use"] ? once.use(check.claims, hands.nowS()) : "first";
			if (!hasScopes(granted, scope)) told(notPassed("not-allowed", "scope"));
			else if (use !== "first") told(notPassed("bad-credential", use));
			else told(passed(check.claims.sub ?? "", granted) as Verdict);
		};
		const check = (mayFetch: boolean): void => {
			const nowS = hands.nowS();
			if (!needsNone && source.isStale(nowS)) {
				if (mayFetch) fetchKeys(issuer, fetch, () => check(false));
				else told(NO_KEYS);
				return;
			}
			const keys = from === server ? hands.publicKeys() : source.keys();
			hands.verify({ token, demand, issuer: from, keys, nowS }, (checked) => {
				const isUnknown = !needsNone && !checked.ok && checked.why === "unknown-key";
				if (isUnknown && mayFetch && source.mayRefetch(nowS)) fetchKeys(issuer, fetch, () => check(false));
				else decide(checked);
			});
		};
		check(true);
	};
}

function notPassed(problem: "no-credential" | "bad-credential" | "not-allowed", why: string): Verdict {
	return refused("jwt", problem, why) as Verdict;
}

/** The issuer can't be asked: nobody knows whether the token is good, and it may be so later. */
const NO_KEYS: Verdict = { kind: "refused", why: "no-keys", refusal: { status: 503, fields: [["retry-after", "1"]] } };

function issuesOf({ nodes }: Pick<Scenario, "nodes">, server: string): IssuesSpec | undefined {
	const node = Object.hasOwn(nodes, server) ? nodes[server] : undefined;
	return node?.is === "server" ? node.issues : undefined;
}

/** The servers that take tokens of an issuer, which a token is for. */
function audienceOf({ routes }: Pick<Scenario, "routes">, issuer: string): string | readonly string[] {
	const servers = Object.entries(routes).flatMap(([server, own]) =>
		Object.values(own).some((steps) => steps.some((step) => "demand" in step && step.from === issuer)) ? [server] : [],
	);
	return servers.length === 1 ? (servers[0] ?? "") : servers;
}

function longestToleranceS({ routes }: Pick<Scenario, "routes">, server: string): number {
	const steps = Object.values(routes[server] ?? {}).flat();
	return steps.reduce((most, step) => Math.max(most, "demand" in step ? (step.tolerance ?? 0) : 0), 0) / NS_PER_S;
}
