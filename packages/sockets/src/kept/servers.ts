import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Secrets, subjectsAt } from "@roundtrip/behaviour";
import {
	dataOfRoute,
	demandOf,
	derivedRoutes,
	GRAPHQL_PATH,
	LOGIN,
	LOGOUT,
	originOf,
	type Proof,
	printSelection,
	RENEWAL,
	type RequestLine,
	requestTarget,
	type Scenario,
	wholeSelection,
} from "@roundtrip/model";
import type { Ports } from "../node-context.ts";
import type { RunFolder } from "../supervisor/run-folder.ts";
import type { Identities } from "../tls/identities.ts";
import { addressesOf, type KeptAddress } from "./addresses.ts";
import { papersOf } from "./papers.ts";

/** A server or a shared cache that any client of this machine can ask. */
export interface KeptServer {
	readonly name: string;
	/** The server behind it, where it is a cache. */
	readonly cacheOf?: string;
	/** The first is plain HTTP/1.1. */
	readonly addresses: readonly (KeptAddress & {
		/** The file with the certificate of the authority to trust, where the address is secured. */
		readonly authority?: string;
		/** The files of a client's own certificate and its private key, where it asks for one. */
		readonly own?: { readonly certificate: string; readonly key: string };
	})[];
	/** What a route demands can be shown with these, until it is kept no longer. */
	readonly credentials: readonly KeptCredential[];
	readonly routes: readonly {
		readonly request: RequestLine;
		/** What the scenario's traffic sends there. */
		readonly body?: string;
		/** All fields of its records, as GraphQL selects them. */
		readonly selection?: string;
		/** What it demands of whoever asks. */
		readonly demand?: Proof;
	}[];
	/** Where its OpenAPI document is; absent where a route of the scenario has that path. */
	readonly openApi?: string;
	/** Where GraphQL is asked, and where its schema is in its own language. */
	readonly graphql?: { readonly endpoint: string; readonly schema: string };
	/** The files of Protocol Buffers of its procedures, which gRPC's reflection tells as well. */
	readonly protos: readonly string[];
}

/** What somebody can show to a kept server. */
export type KeptCredential =
	/** Name and password: for a token at `at`, or for a session at the server itself. */
	| { readonly proof: "token" | "session"; readonly at: string; readonly user: string; readonly password: string }
	| { readonly proof: "key"; readonly key: string };

type Files = Readonly<Record<string, CertificateFiles>>;

interface CertificateFiles {
	readonly authority: string;
	readonly own?: { readonly certificate: string; readonly key: string };
}

/** Nobody but who keeps the scenario reads a private key. */
const PRIVATE_FILE = { mode: 0o600 };

/** Writes the certificates of the authorities to trust, and those for clients; gives the files, by link. */
export function writeCertificates(identities: Identities, folder: RunFolder): Files {
	const files = Object.entries(identities).map(([link, { authority, own }], index) => {
		const file = (what: string, content: string): string => {
			const path = join(folder.path, `${what}-${index + 1}.pem`);
			writeFileSync(path, content, PRIVATE_FILE);
			return path;
		};
		const trusted = { authority: file("authority", authority) };
		if (own === undefined) return [link, trusted] as const;
		return [
			link,
			{ ...trusted, own: { certificate: file("client", own.chain), key: file("client-key", own.key) } },
		] as const;
	});
	return Object.fromEntries(files);
}

/**
 * @param files of certificates, by link
 * @param secrets those that clients of the scenario would have
 */
export function keptServers(scenario: Scenario, ports: Ports, files: Files, secrets: Secrets): readonly KeptServer[] {
	const names = Object.keys(scenario.nodes).filter((name) => isAsked(scenario, name));
	return names.map((name) => {
		const lines = scenario.traffic.filter((line) => line.to === name);
		const addresses = addressesOf(scenario, name, ports);
		const isCache = scenario.nodes[name]?.is === "cache";
		const papers = papersOf(scenario, name);
		const at = (path: string): string => `${addresses[0]?.url}${path}`;
		const hasOwn = lines.some(({ request }) => request.endsWith(` ${papers.openApi}`));
		return {
			...{ name, addresses: addresses.map((address) => withFiles(address, files)) },
			credentials: credentialsFor(scenario, name, ports, secrets),
			routes: lines
				.filter(({ request }) => !isLater(scenario, name, request))
				.map(({ request, body = loginBody(scenario, name, request, secrets) }) => ({
					request,
					...(body === undefined ? {} : { body }),
					...selectionOf(scenario, name, request),
					...demandedBy(scenario, name, request),
				})),
			...(isCache ? { cacheOf: originOf(scenario, name) } : {}),
			...(hasOwn || isCache ? {} : { openApi: at(papers.openApi) }),
			...(papers.graphqlSchema === undefined
				? {}
				: { graphql: { endpoint: at(GRAPHQL_PATH), schema: at(papers.graphqlSchema) } }),
			protos: papers.protos.map(at),
		};
	});
}

function isAsked({ nodes }: Scenario, name: string): boolean {
	const role = nodes[name]?.is;
	return role === "server" || role === "cache";
}

function selectionOf(scenario: Scenario, server: string, request: RequestLine): { readonly selection?: string } {
	const data = dataOfRoute(scenario, server, request);
	if (requestTarget(request).protocol !== "graphql" || data === undefined) return {};
	return { selection: printSelection(wholeSelection(scenario.types, data.type)) };
}

function withFiles(address: KeptAddress, files: Files): KeptServer["addresses"][number] {
	const known = address.tls === undefined ? undefined : files[address.link ?? ""];
	return known === undefined ? address : { ...address, ...known };
}

/** Whether a route is for those who have logged in by another of the server's own. */
function isLater(scenario: Scenario, server: string, request: RequestLine): boolean {
	return (request === RENEWAL || request === LOGOUT) && Object.hasOwn(derivedRoutes(scenario, server), request);
}

/** What logs a client of the scenario in, where a server has a route for that by itself. */
function loginBody(scenario: Scenario, server: string, request: RequestLine, secrets: Secrets): string | undefined {
	if (request !== LOGIN || !Object.hasOwn(derivedRoutes(scenario, server), request)) return undefined;
	const [subject] = [...subjectsAt(secrets, server, "token"), ...subjectsAt(secrets, server, "session")];
	if (subject === undefined) return undefined;
	return JSON.stringify({ user: subject.user, password: secrets.passwords[subject.client] });
}

function demandedBy(scenario: Scenario, server: string, request: RequestLine): { readonly demand?: Proof } {
	const demand = demandOf(scenario.routes[server]?.[request] ?? []);
	return demand === undefined ? {} : { demand: demand.demand };
}

/** One for each way of proving that a route of the server demands; none where no client of the scenario has one. */
function credentialsFor(scenario: Scenario, server: string, ports: Ports, secrets: Secrets): readonly KeptCredential[] {
	const demands = Object.values(scenario.routes[server] ?? {}).flatMap((steps) => demandOf(steps) ?? []);
	const issuers = new Set(demands.flatMap(({ from }) => from ?? []));
	const ways = new Set(demands.map(({ demand }) => demand));
	const login = (proof: "token" | "session", at: string): readonly KeptCredential[] =>
		subjectsAt(secrets, at, proof)
			.slice(0, 1)
			.map(({ client, user }) => {
				const { url } = addressesOf(scenario, at, ports)[0] ?? { url: "" };
				return { proof, at: url, user, password: secrets.passwords[client] ?? "" };
			});
	const keys = ways.has("key") ? subjectsAt(secrets, server, "key").slice(0, 1) : [];
	return [
		...[...issuers].flatMap((issuer) => login("token", issuer)),
		...(ways.has("session") ? login("session", server) : []),
		...keys.map(({ client }) => ({ proof: "key" as const, key: secrets.apiKeys[client] ?? "" })),
	];
}
