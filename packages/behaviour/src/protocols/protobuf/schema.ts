import type { DataRef, FieldKind, Types } from "@roundtrip/model";
import { createNames, type Names } from "./names.ts";

/** A route that is asked for as a procedure, by gRPC or by Connect. */
export interface RpcRoute {
	/** With its package before it, where it has one: `Feed` or `blog.v1.Feed`. */
	readonly service: string;
	readonly method: string;
	/** What is said to it, or each item that its client sends; without it, a text. */
	readonly asks?: DataRef | undefined;
	/** What it answers, or each item that its server sends; without it, a text. */
	readonly data?: DataRef | undefined;
	/** Who sends more than one message. */
	readonly streams: { readonly up: boolean; readonly down: boolean };
}

/** A file of proto3: one package, whole by itself. */
export interface ProtoFile {
	/** With its folder, such as `blog/v1/scenario.proto`. */
	readonly name: string;
	/** Empty where services have none. */
	readonly package: string;
	readonly messages: readonly ProtoMessage[];
	readonly services: readonly ProtoService[];
}

export interface ProtoMessage {
	readonly name: string;
	/** Their numbers are their places, from 1. */
	readonly fields: readonly ProtoField[];
}

export interface ProtoField {
	readonly name: string;
	readonly type: "int32" | "bool" | "string" | { readonly message: string };
	readonly isRepeated: boolean;
}

export interface ProtoService {
	readonly name: string;
	readonly methods: readonly ProtoMethod[];
}

export interface ProtoMethod {
	readonly name: string;
	/** Names of messages in the same file. */
	readonly request: string;
	readonly reply: string;
	readonly streams: RpcRoute["streams"];
}

/** What requests and replies without data have in them. */
const PAYLOAD: ProtoField = { name: "payload", type: "string", isRepeated: false };

/** The name of the list in a message that answers several records. */
const ITEMS = "items";

/**
 * The services of routes with the messages that they need, one file for each package. What is no record is a text, so that
 * it can be as long as a scenario says.
 *
 * @param types that `checkTypes` finds nothing wrong with
 */
export function protoFiles(types: Types, routes: readonly RpcRoute[]): readonly ProtoFile[] {
	const packages = new Map<string, RpcRoute[]>();
	for (const route of routes) {
		const of = packageOf(route.service);
		packages.set(of, [...(packages.get(of) ?? []), route]);
	}
	return [...packages].map(([name, inside]) => protoFile(types, name, inside));
}

function protoFile(types: Types, name: string, routes: readonly RpcRoute[]): ProtoFile {
	const bareNames = [...new Set(routes.map(({ service }) => bareName(service)))];
	const messages = createMessages(types, bareNames, neededTypes(types, routes));
	const services = bareNames.map((service) => ({
		name: service,
		methods: routes
			.filter((route) => bareName(route.service) === service)
			.map(({ method, asks, data, streams }) => {
				const [request, reply] = [messages.nameOf("Request", asks), messages.nameOf("Reply", data)];
				return { name: method, request, reply, streams };
			}),
	}));
	// As compilers want it: a package's folder has its name.
	const folder = name === "" ? "" : `${name.replaceAll(".", "/")}/`;
	return { name: `${folder}scenario.proto`, package: name, messages: messages.all(), services };
}

/** The messages of a file: of records, and of whatever else methods ask for. */
interface Messages {
	/** @param data what it is to carry; without it, a text */
	nameOf(text: "Request" | "Reply", data: DataRef | undefined): string;
	/** Those that were asked for, then those of records. */
	all(): readonly ProtoMessage[];
}

function createMessages(types: Types, services: readonly string[], records: readonly string[]): Messages {
	const names = createNames(services);
	const made = new Map<string, ProtoMessage>();
	for (const type of records) names.of("record", type);

	function add(name: string, field: ProtoField): string {
		made.set(name, { name, fields: [field] });
		return name;
	}

	return {
		nameOf(text, data) {
			if (data === undefined) return add(names.of("text", text), PAYLOAD);
			const message = names.of("record", data.type);
			if (data.count === undefined) return message;
			return add(names.of("list", `${data.type}List`), { name: ITEMS, type: { message }, isRepeated: true });
		},
		all: () => [...made.values(), ...records.map((type) => recordMessage(types, type, names))],
	};
}

function recordMessage(types: Types, type: string, names: Names): ProtoMessage {
	const fields = Object.entries(types[type] ?? {}).map(([field, kind]) => fieldOf(field, kind, names));
	return { name: names.of("record", type), fields };
}

function fieldOf(name: string, kind: FieldKind, names: Names): ProtoField {
	if (kind.kind === "number") return { name, type: "int32", isRepeated: false };
	if (kind.kind === "flag") return { name, type: "bool", isRepeated: false };
	if (kind.kind === "text") return { name, type: "string", isRepeated: false };
	return { name, type: { message: names.of("record", kind.type) }, isRepeated: kind.kind === "list" };
}

/** In the order of the scenario. */
function neededTypes(types: Types, routes: readonly RpcRoute[]): readonly string[] {
	const needed = new Set<string>();
	const need = (type: string): void => {
		if (needed.has(type)) return;
		needed.add(type);
		for (const kind of Object.values(types[type] ?? {})) if ("type" in kind) need(kind.type);
	};
	for (const { asks, data } of routes) for (const each of [asks, data]) if (each !== undefined) need(each.type);
	return Object.keys(types).filter((type) => needed.has(type));
}

function packageOf(service: string): string {
	return service.slice(0, Math.max(0, service.lastIndexOf(".")));
}

function bareName(service: string): string {
	return service.slice(service.lastIndexOf(".") + 1);
}
