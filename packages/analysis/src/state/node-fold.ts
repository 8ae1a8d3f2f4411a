import type { CallId, Role } from "@roundtrip/model";
import type { NodeState } from "./lab-state.ts";

/** One node while events are applied; its state for readers is made when somebody asks, and kept until it changes. */
export class NodeFold {
	readonly node: string;
	readonly role: Role;
	readonly workers: number | undefined;
	up = true;
	committed = 0;
	lookups = 0;
	hits = 0;
	readonly busy: Set<CallId>;
	readonly queued: Set<CallId>;
	readonly waiting: Set<CallId>;
	#shown: NodeState | undefined;

	constructor(from: NodeState) {
		this.node = from.node;
		this.role = from.role;
		this.workers = from.workers;
		this.up = from.up;
		this.committed = from.committed;
		this.lookups = from.lookups;
		this.hits = from.hits;
		this.busy = new Set(from.busy);
		this.queued = new Set(from.queued);
		this.waiting = new Set(from.waiting);
		this.#shown = from;
	}

	changed(): void {
		this.#shown = undefined;
	}

	get size(): number {
		return 1 + this.busy.size + this.queued.size + this.waiting.size;
	}

	show(): NodeState {
		this.#shown ??= {
			node: this.node,
			role: this.role,
			up: this.up,
			...(this.workers === undefined ? {} : { workers: this.workers }),
			busy: [...this.busy],
			queued: [...this.queued],
			waiting: [...this.waiting],
			committed: this.committed,
			lookups: this.lookups,
			hits: this.hits,
		};
		return this.#shown;
	}
}
