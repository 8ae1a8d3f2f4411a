import { EFFECTS_TABLE, type Statement, statementOf } from "@roundtrip/behaviour";
import Database from "libsql";

/** What a statement brought: rows changed, or the count that was read. */
export type StatementResult = { readonly changes: number } | { readonly count: number };

/** One effect that was made lasting. */
export interface EffectRow {
	readonly effect: string;
	readonly call: string;
}

/** Where a database keeps its effects. */
export interface EffectsStore {
	/** Runs one of the two statements that scenarios know; undefined for any other. Returns when it is lasting. */
	execute(statement: Statement): StatementResult | undefined;
	close(): void;
}

const SPAN = { shape: "fixed", ns: 0 } as const;
const INSERT = statementOf({ query: "", effect: "", takes: SPAN }, "").sql;
const COUNT = statementOf({ query: "", takes: SPAN }, "").sql;

function openFile(path: string): Database.Database {
	const database = new Database(path);
	database.exec("PRAGMA journal_mode = WAL");
	// Every commit is on the disk when it returns: WAL alone syncs only now and then.
	database.exec("PRAGMA synchronous = FULL");
	database.exec(EFFECTS_TABLE);
	return database;
}

/** A SQL database in a file. Rows that were committed are there again when it is opened after a kill. */
export function openEffectsStore(path: string): EffectsStore {
	const database = openFile(path);
	const insert = database.prepare(INSERT);
	const count = database.prepare(COUNT);
	return {
		execute({ sql, parameters }) {
			if (sql === INSERT && parameters.length === 2) return { changes: insert.run(...parameters).changes };
			if (sql === COUNT && parameters.length === 0) return { count: (count.get() as { readonly count: number }).count };
			return undefined;
		},
		close: () => database.close(),
	};
}

/** All effects in a database file, in the order of their commits. */
export function readEffects(path: string): readonly EffectRow[] {
	const database = openFile(path);
	try {
		const rows = database.prepare("SELECT effect, call FROM effects ORDER BY id").all() as readonly EffectRow[];
		return rows.map(({ effect, call }) => ({ effect, call }));
	} finally {
		database.close();
	}
}
