import { createPool, type GatewayAnswer, noConnection, type Pool } from "@roundtrip/behaviour";
import { type ServerSpec, subCall } from "@roundtrip/model";
import { ofCall } from "../links/call.ts";
import type { World } from "../world.ts";
import type { Answering } from "./answering.ts";
import type { Job } from "./job.ts";

/** Who wants a connection: one strand of a server's work. */
interface Asker {
	readonly job: Job;
	readonly server: {
		readonly world: World;
		readonly name: string;
		readonly spec: ServerSpec;
		readonly answering: Answering;
	};
	/** False where nobody wants it any more. */
	readonly goesOn: boolean;
	lastSeq: number;
	fail(answer: GatewayAnswer): void;
}

/** Connections of a server to a database in which it does transactions: each of these has one to itself. */
export interface ConnectionPool {
	/** Goes on with a connection, now or when one is free; whoever waits too long fails. */
	take(strand: Asker, granted: () => void): void;
	give(): void;
	reset(): void;
}

export function createConnectionPool(database: string, connections: number): ConnectionPool {
	const pool: Pool<() => void> = createPool(connections);
	const give = (): void => pool.give()?.();
	return {
		take(strand, granted) {
			const { job, server } = strand;
			const goOn = (): void => {
				timeout?.cancel();
				if (strand.goesOn) granted();
				else if (server.answering.isAlive(job)) give();
			};
			if (pool.take(goOn)) {
				granted();
				return;
			}
			const call = subCall(job.call.id, job.calls + 1);
			const of = ofCall({ ...job.call, id: call }, server.name);
			const data = { for: "connection" } as const;
			strand.lastSeq = server.world.record({ ...of, kind: "queued", causes: [strand.lastSeq], data });
			const timeout = server.world.later(server.spec.timeout, () => {
				if (!pool.leave(goOn) || !strand.goesOn) return;
				strand.fail(noConnection(database));
			});
		},
		give,
		reset: pool.reset,
	};
}
