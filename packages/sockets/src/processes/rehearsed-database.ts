import { createPace } from "../stores/pace.ts";
import { createQueryServer } from "../stores/query-server.ts";
import type { RoleParts, RolePlayer } from "./role.ts";

/** Stands in for a database in the rehearsal of processes that will never be one: it answers, and keeps nothing. */
export function playForgetfulDatabase({ context, plan }: RoleParts): RolePlayer {
	const answering = createQueryServer({
		...{
			context,
			plan,
			pace: createPace(),
			spec: { is: "database", workers: 1, rows: 0, index: true, scan: 0, amounts: {}, patience: 5e9 },
		},
		store: () => ({
			begin: () => Promise.reject(new Error("a rehearsal has no transactions")),
			execute: async (asked) => ("sql" in asked && asked.parameters.length === 0 ? { count: 0 } : { changes: 1 }),
		}),
	});
	return {
		listen: answering.listen,
		begin: () => undefined,
		get isIdle() {
			return answering.isIdle;
		},
		close: answering.close,
	};
}
