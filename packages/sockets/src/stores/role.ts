import type { Role } from "../processes/role.ts";
import { type EffectsStore, openEffectsStore } from "./effects-store.ts";
import { createPace } from "./pace.ts";
import { createQueryServer } from "./query-server.ts";
import { StoreError } from "./store-error.ts";

/**
 * The role of a database, as often as it is played in this process: what it learns of the machine's pace in the
 * rehearsal it knows in the run. A database's file is opened before it listens, and not before its turn: an earlier life
 * may hold it.
 */
export function createDatabaseRole(): Role {
	const pace = createPace();
	return ({ context, plan, database }) => {
		const spec = context.scenario.nodes[context.node];
		if (spec?.is !== "database") throw new Error(`${context.node} is no database`);
		let store: EffectsStore | undefined;
		const answering = createQueryServer({
			...{ context, spec, plan, pace },
			store: () => {
				if (store === undefined) throw new Error("a statement came before the database was open");
				return store;
			},
		});
		return {
			listen(ports) {
				store ??= open(database);
				return answering.listen(ports);
			},
			begin() {
				store ??= open(database);
			},
			get isIdle() {
				return answering.isIdle;
			},
			close() {
				answering.close();
				store?.close();
			},
		};
	};
}

function open(path: string): EffectsStore {
	try {
		return openEffectsStore(path);
	} catch (error) {
		throw new StoreError(error instanceof Error ? error.message : String(error));
	}
}
