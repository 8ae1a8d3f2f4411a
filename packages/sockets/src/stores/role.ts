import type { Role } from "../processes/role.ts";
import { type EffectsStore, openEffectsStore } from "./effects-store.ts";
import { createPace } from "./pace.ts";
import { createQueryServer } from "./query-server.ts";

/**
 * The role of a database, as often as it is played in this process: what it learns of the machine's pace in the
 * rehearsal it knows in the run. A database is opened before it listens, and not before its turn: an earlier life may
 * hold its file.
 */
export function createDatabaseRole(): Role {
	const pace = createPace();
	return ({ context, plan, database }) => {
		const spec = context.scenario.nodes[context.node];
		if (spec?.is !== "database") throw new Error(`${context.node} is no database`);
		let opening: Promise<EffectsStore> | undefined;
		let store: EffectsStore | undefined;
		const open = async (): Promise<void> => {
			opening ??= openEffectsStore(database, spec);
			store = await opening;
		};
		const answering = createQueryServer({
			...{ context, spec, plan, pace },
			store: () => {
				if (store === undefined) throw new Error("a statement came before the database was open");
				return store;
			},
		});
		return {
			async listen(ports) {
				await open();
				return answering.listen(ports);
			},
			begin() {
				void open();
			},
			get isIdle() {
				return answering.isIdle;
			},
			close() {
				answering.close();
				void store?.close();
			},
		};
	};
}
