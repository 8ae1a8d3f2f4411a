import type { Isolation } from "@roundtrip/model";

/**
 * Decides which transactions can't be put in an order with others (serializable snapshot isolation, as Cahill, Roehm and
 * Fekete describe it and PostgreSQL does it): a serializable transaction sees what was there at its first statement; what
 * another has changed since it can't change; and of transactions of which each has read what the next one changes, the middle
 * one is aborted where the last one was committed first. Transactions that are only `read-committed` see what is there.
 */
export interface Serialization {
	begin(id: string, isolation: Isolation): void;
	/** What it sees: what was committed up to this number. Undefined where it sees all that is committed. */
	snapshot(id: string): number | undefined;
	/** Told what is read; false where that can't be. */
	mayRead(id: string, what: string): boolean;
	/** Told what is changed; false where that can't be. `insert`: a row is added, which no other one can have changed. */
	mayChange(id: string, what: string, how: "update" | "insert"): boolean;
	mayCommit(id: string): boolean;
	/** It is over; gives the number of its commit, or of the last one before. */
	over(id: string, committed: boolean): number;
	/** The smallest snapshot that is still seen. */
	readonly oldestSeen: number;
	reset(): void;
}

interface Known {
	readonly id: string;
	readonly isolation: Isolation;
	snapshot: number | undefined;
	committed: number | undefined;
	isDoomed: boolean;
	readonly read: Set<string>;
	readonly changed: Set<string>;
	/** Those who have read what it changed, and those who changed what it has read. */
	readonly before: Set<Known>;
	readonly after: Set<Known>;
}

export function createSerialization(): Serialization {
	let commits = 0;
	const open = new Map<string, Known>();
	/** Committed ones that are still of meaning to open ones. */
	let past: Known[] = [];
	const lastChange = new Map<string, number>();

	function known(id: string): Known {
		const found = open.get(id);
		if (found === undefined) throw new Error(`no transaction ${id} is open`);
		found.snapshot ??= commits;
		return found;
	}

	const isSerializable = ({ isolation }: Known): boolean => isolation === "serializable";

	/** Serializable ones that overlap with it in time. */
	function concurrent(self: Known): readonly Known[] {
		const since = self.snapshot ?? commits;
		const others = [...open.values(), ...past].filter((each) => each !== self && isSerializable(each));
		return others.filter(({ committed, snapshot }) =>
			committed === undefined ? snapshot !== undefined : committed > since,
		);
	}

	/** `reader` has read what `writer` changes. False where `self`, one of them, can't go on. */
	function follows(reader: Known, writer: Known, self: Known): boolean {
		reader.after.add(writer);
		writer.before.add(reader);
		const commitOf = ({ committed }: Known): number => committed ?? Number.POSITIVE_INFINITY;
		const writerIsMiddle = [...writer.after].some(
			(last) => last.committed !== undefined && last.committed <= Math.min(commitOf(reader), commitOf(writer)),
		);
		const readerIsMiddle =
			writer.committed !== undefined && [...reader.before].some((first) => commitOf(writer) <= commitOf(first));
		if (!writerIsMiddle && !readerIsMiddle) return true;
		if (self === writer || writer.committed !== undefined) return false;
		writer.isDoomed = true;
		return true;
	}

	function forget(): void {
		const seen = oldestSeen();
		past = past.filter(({ committed }) => (committed ?? 0) > seen);
	}

	function oldestSeen(): number {
		const snapshots = [...open.values()].flatMap((each) => (isSerializable(each) ? (each.snapshot ?? commits) : []));
		return Math.min(commits, ...snapshots);
	}

	return {
		begin(id, isolation) {
			const [read, changed, before, after] = [new Set<string>(), new Set<string>(), new Set<Known>(), new Set<Known>()];
			const [snapshot, committed, isDoomed] = [undefined, undefined, false];
			open.set(id, { id, isolation, snapshot, committed, isDoomed, read, changed, before, after });
		},
		snapshot(id) {
			const self = known(id);
			return isSerializable(self) ? self.snapshot : undefined;
		},
		mayRead(id, what) {
			const self = known(id);
			if (!isSerializable(self)) return true;
			if (self.isDoomed) return false;
			self.read.add(what);
			const writers = concurrent(self).filter(({ changed }) => changed.has(what));
			return writers.every((writer) => follows(self, writer, self));
		},
		mayChange(id, what, how) {
			const self = known(id);
			self.changed.add(what);
			if (!isSerializable(self)) return true;
			if (self.isDoomed) return false;
			if (how === "update" && (lastChange.get(what) ?? 0) > (self.snapshot ?? 0)) return false;
			const readers = concurrent(self).filter(({ read }) => read.has(what));
			return readers.every((reader) => follows(reader, self, self));
		},
		mayCommit(id) {
			const self = known(id);
			if (self.isDoomed) return false;
			// It is the first of its row to be committed: whoever stands in the middle before it can't be any more.
			for (const middle of self.before) {
				const isMiddle = [...middle.before].some((first) => first === self || first.committed === undefined);
				if (middle.committed === undefined && isMiddle) middle.isDoomed = true;
			}
			return true;
		},
		over(id, isCommitted) {
			const self = open.get(id);
			open.delete(id);
			if (self === undefined) return commits;
			if (isCommitted) {
				commits++;
				for (const what of self.changed) lastChange.set(what, commits);
			}
			if (isCommitted && isSerializable(self)) {
				self.committed = commits;
				past.push(self);
			} else {
				for (const other of self.before) other.after.delete(self);
				for (const other of self.after) other.before.delete(self);
			}
			forget();
			return commits;
		},
		get oldestSeen() {
			return oldestSeen();
		},
		reset() {
			open.clear();
			past = [];
		},
	};
}
