import type { CallId, EventOf, Trace } from "@roundtrip/model";

/** An amount as a database has read it for somebody. */
export interface AmountRead {
	readonly exchange: number;
	readonly name: string;
	/** The event at which it was read. */
	readonly seq: number;
}

/** A lasting change of an amount. */
export interface AmountChange {
	readonly exchange: number;
	readonly name: string;
	/** What it became less or more by, whatever whoever changed it had read. */
	readonly by: number;
	/** The event at which it became lasting. */
	readonly seq: number;
}

/** What became of the amounts of a run's databases. */
export interface AmountLog {
	readonly reads: readonly AmountRead[];
	/** In the order in which they became lasting. */
	readonly changes: readonly AmountChange[];
	/** Changes of which the trace doesn't say whether they became lasting: the database died at work on them. */
	readonly open: readonly Pick<AmountChange, "exchange" | "name" | "seq">[];
}

interface Statement {
	readonly sql: string;
	readonly parameters: readonly unknown[];
	/** The transaction that it is part of, by the call that began it. */
	readonly within: CallId | undefined;
}

/** A change that waits for the end of its transaction. */
interface Intended {
	readonly exchange: number;
	readonly name: string;
	readonly to: (before: number) => number;
	readonly seq: number;
}

/** Reads what databases were told, and what they answered, off the messages of a trace. */
export function amountLogOf(trace: Trace): AmountLog {
	const log = new Log(trace);
	for (const event of trace.events()) {
		if (event.kind === "sent") log.sent(event);
		else if (event.kind === "started") log.started(event);
		else if (event.kind === "replied") log.replied(event);
		else if (event.kind === "aborted") log.aborted(event);
	}
	return log.end();
}

class Log {
	readonly #databases: ReadonlyMap<string, Map<string, number>>;
	/** Statements on their way or at work, by call. */
	readonly #asked = new Map<CallId, Statement>();
	/** When the database began with them. */
	readonly #begun = new Map<CallId, { readonly seq: number; readonly exchange: number }>();
	/** Changes of transactions that haven't ended, by the call that began them. */
	readonly #intended = new Map<CallId, Intended[]>();
	readonly #reads: AmountRead[] = [];
	readonly #changes: AmountChange[] = [];

	constructor({ header: { scenario } }: Trace) {
		const databases = Object.entries(scenario.nodes).flatMap(([name, node]) =>
			node.is === "database" ? [[name, new Map(Object.entries(node.amounts))] as const] : [],
		);
		this.#databases = new Map(databases);
	}

	sent({ call, data }: EventOf<"sent">): void {
		if (!this.#databases.has(data.to)) return;
		const statement = statementIn(data.body);
		if (statement !== undefined) this.#asked.set(call, statement);
	}

	started({ call, seq, node, exchange }: EventOf<"started">): void {
		if (this.#databases.has(node)) this.#begun.set(call, { seq, exchange });
	}

	aborted({ call }: EventOf<"aborted">): void {
		const statement = this.#asked.get(call);
		this.#intended.delete(statement?.within ?? call);
	}

	replied({ call, seq, node, exchange, data }: EventOf<"replied">): void {
		const amounts = this.#databases.get(node);
		const statement = this.#asked.get(call);
		if (amounts === undefined || statement === undefined) return;
		this.#asked.delete(call);
		if (data.status !== 200) return;
		const { sql, within } = statement;
		if (sql === "COMMIT" && within !== undefined) {
			for (const each of this.#intended.get(within) ?? []) this.#apply(amounts, each, seq);
			this.#intended.delete(within);
			return;
		}
		if (sql === "ROLLBACK" && within !== undefined) this.#intended.delete(within);
		const read = amountRead(statement);
		if (read !== undefined) this.#reads.push({ exchange, name: read, seq });
		const change = intendedBy(statement);
		if (change === undefined) return;
		const intended = { ...change, exchange, seq };
		if (within === undefined) this.#apply(amounts, intended, seq);
		else this.#intended.set(within, [...(this.#intended.get(within) ?? []), intended]);
	}

	#apply(amounts: Map<string, number>, { exchange, name, to }: Intended, seq: number): void {
		const before = amounts.get(name) ?? 0;
		const after = to(before);
		amounts.set(name, after);
		this.#changes.push({ exchange, name, by: after - before, seq });
	}

	end(): AmountLog {
		const open = [...this.#asked].flatMap(([call, statement]) => {
			const begun = this.#begun.get(call);
			if (begun === undefined) return [];
			const { sql, within } = statement;
			if (sql === "COMMIT" && within !== undefined)
				return (this.#intended.get(within) ?? []).map(({ name, exchange }) => ({ name, exchange, seq: begun.seq }));
			const change = within === undefined ? intendedBy(statement) : undefined;
			return change === undefined ? [] : [{ name: change.name, ...begun }];
		});
		return { reads: this.#reads, changes: this.#changes, open };
	}
}

/** A statement as it travels to a database; undefined for anything else, such as one whose content isn't in the trace. */
function statementIn(body: string | undefined): Statement | undefined {
	if (body === undefined || !body.startsWith('{"sql":')) return undefined;
	try {
		const { sql, parameters, within } = JSON.parse(body) as Readonly<Record<string, unknown>>;
		if (typeof sql !== "string" || !Array.isArray(parameters)) return undefined;
		return { sql, parameters, within: typeof within === "string" ? within : undefined };
	} catch {
		// Contents are kept in part where they are long: these aren't.
		return undefined;
	}
}

function amountRead({ sql, parameters: [name] }: Statement): string | undefined {
	return sql.startsWith("SELECT amount FROM amounts") && typeof name === "string" ? name : undefined;
}

function intendedBy({ sql, parameters: [value, name] }: Statement): Pick<Intended, "name" | "to"> | undefined {
	if (!sql.startsWith("UPDATE amounts") || typeof value !== "number" || typeof name !== "string") return undefined;
	return { name, to: sql.includes("amount + ?") ? (before) => before + value : () => value };
}
