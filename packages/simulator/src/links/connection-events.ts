import type { Handshake, TlsVersion } from "@roundtrip/model";
import type { World } from "../world.ts";
import { type Call, ofCall } from "./call.ts";
import type { Link } from "./link.ts";

/** Records that the address of the other end is asked for, or known. */
export function recordAddress(
	world: World,
	{ asker, answerer }: Link,
	call: Call,
	kind: "resolving" | "resolved",
	causes: readonly number[],
): number {
	call.lastSeq = world.record({ ...ofCall(call, asker.name), kind, causes, data: { to: answerer.name } });
	return call.lastSeq;
}

/** Records a step of the opening of a connection, for the call that it is opened for. */
export function recordOpening(
	world: World,
	{ asker, answerer }: Link,
	call: Call,
	connection: string,
	kind: "connecting" | "connected" | "refused",
	causes: readonly number[],
): number {
	const { exchange, attempt, id } = call;
	const [node, data] = [asker.name, { to: answerer.name }];
	call.lastSeq = world.record({ kind, node, exchange, attempt, call: id, connection, causes, data });
	return call.lastSeq;
}

/** Records that the asking end doesn't believe the certificate that it was shown. */
export function recordDistrust(
	world: World,
	{ asker, answerer, trouble }: Link,
	call: Call,
	connection: string,
	causes: readonly number[],
): number {
	const data = { to: answerer.name, ...(trouble === undefined ? {} : { certificate: trouble }) };
	call.lastSeq = world.record({ ...ofCall(call, asker.name), connection, kind: "refused", causes, data });
	return call.lastSeq;
}

/** How a connection was secured. */
export interface Security {
	readonly tls: TlsVersion;
	readonly handshake: Handshake;
	readonly roundTrips: number;
}

export function recordSecured(
	world: World,
	{ asker, answerer }: Link,
	call: Call,
	connection: string,
	security: Security,
	causes: readonly number[],
): number {
	const data = { to: answerer.name, ...security };
	call.lastSeq = world.record({ ...ofCall(call, asker.name), connection, kind: "secured", causes, data });
	return call.lastSeq;
}

/** Records that a connection is over, at the last call that it carried. */
export function recordClosed(
	world: World,
	{ asker, answerer }: Link,
	call: Call,
	connection: string,
	why: "gave-up" | "reset" | "done" | "left",
	causes: readonly number[],
): number {
	const { exchange, attempt, id } = call;
	const [node, data] = [asker.name, { to: answerer.name, why }];
	return world.record({ kind: "closed", node, exchange, attempt, call: id, connection, causes, data });
}

/** Records that the answering end has ended a connection, as the other one counts as gone. */
export function recordCut(
	world: World,
	{ asker, answerer }: Link,
	call: Call,
	connection: string,
	causes: readonly number[],
): number {
	const { exchange, attempt, id } = call;
	const [node, data] = [answerer.name, { to: asker.name, why: "no-pong" } as const];
	return world.record({ kind: "closed", node, exchange, attempt, call: id, connection, causes, data });
}
