import type { RoleParts, RolePlayer } from "../processes/role.ts";
import { type EffectsStore, openEffectsStore } from "./effects-store.ts";
import { createQueryServer } from "./query-server.ts";
import { StoreError } from "./store-error.ts";

/** Plays a database. Its file is opened before it listens, and not before its turn: an earlier life may hold it. */
export function playDatabase({ context, plan, database }: RoleParts): RolePlayer {
	const spec = context.scenario.nodes[context.node];
	if (spec?.is !== "database") throw new Error(`${context.node} is no database`);
	let store: EffectsStore | undefined;
	const answering = createQueryServer({
		...{ context, spec, plan },
		store: () => {
			if (store === undefined) throw new Error("a statement came before the database was open");
			return store;
		},
	});
	return {
		listen(port) {
			store ??= open(database);
			return answering.listen(port);
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
}

function open(path: string): EffectsStore {
	try {
		return openEffectsStore(path);
	} catch (error) {
		throw new StoreError(error instanceof Error ? error.message : String(error));
	}
}
