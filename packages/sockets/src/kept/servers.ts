import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
	dataOfRoute,
	GRAPHQL_PATH,
	originOf,
	printSelection,
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
	})[];
	readonly routes: readonly {
		readonly request: RequestLine;
		/** What the scenario's traffic sends there. */
		readonly body?: string;
		/** All fields of its records, as GraphQL selects them. */
		readonly selection?: string;
	}[];
	/** Where its OpenAPI document is; absent where a route of the scenario has that path. */
	readonly openApi?: string;
	/** Where GraphQL is asked, and where its schema is in its own language. */
	readonly graphql?: { readonly endpoint: string; readonly schema: string };
	/** The files of Protocol Buffers of its procedures, which gRPC's reflection tells as well. */
	readonly protos: readonly string[];
}

type Files = Readonly<Record<string, string>>;

/** Writes the certificates of the authorities to trust; gives the files, by link. */
export function writeAuthorities(identities: Identities, folder: RunFolder): Files {
	const files = Object.entries(identities).map(([link, { authority }], nth) => {
		const file = join(folder.path, `authority-${nth + 1}.pem`);
		writeFileSync(file, authority);
		return [link, file] as const;
	});
	return Object.fromEntries(files);
}

/** @param authorities files, by link */
export function keptServers(scenario: Scenario, ports: Ports, authorities: Files): readonly KeptServer[] {
	const names = Object.keys(scenario.nodes).filter((name) => isAsked(scenario, name));
	return names.map((name) => {
		const lines = scenario.traffic.filter((line) => line.to === name);
		const addresses = addressesOf(scenario, name, ports);
		const isCache = scenario.nodes[name]?.is === "cache";
		const papers = papersOf(scenario, name);
		const at = (path: string): string => `${addresses[0]?.url}${path}`;
		const hasOwn = lines.some(({ request }) => request.endsWith(` ${papers.openApi}`));
		return {
			...{ name, addresses: addresses.map((address) => withAuthority(address, authorities)) },
			routes: lines.map(({ request, body }) => ({
				request,
				...(body === undefined ? {} : { body }),
				...selectionOf(scenario, name, request),
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

function withAuthority(address: KeptAddress, authorities: Files): KeptServer["addresses"][number] {
	const authority = address.tls === undefined ? undefined : authorities[address.link ?? ""];
	return authority === undefined ? address : { ...address, authority };
}
