import type { PlannedCrash } from "@roundtrip/behaviour";
import { RunFailure } from "../problem.ts";
import type { DatabasePlace } from "../stores/place.ts";

/** The replicas that take over where a primary's last commits are lost. */
export interface Replicas {
	/** Copies the database of a failover as it is now. */
	copy(failover: PlannedCrash): void;
	/** Puts the copy in its place; its process is gone. */
	takeOver(failover: PlannedCrash): void;
}

/** The engine is loaded only where a failover loses something. */
export async function createReplicas(
	crashes: readonly PlannedCrash[],
	placeOf: (node: string) => DatabasePlace,
): Promise<Replicas> {
	const engine = crashes.some(isLossy) ? await import("../stores/replica.ts") : undefined;

	function filesOf({ node, fault }: PlannedCrash): { readonly path: string; readonly replica: string } {
		const place = placeOf(node);
		if (place.engine !== "embedded") throw new Error(`${node} is not embedded, and can't fall back to a copy`);
		return { path: place.path, replica: `${place.path}.replica-${fault}` };
	}

	function at(failover: PlannedCrash, work: (files: ReturnType<typeof filesOf>) => void): void {
		try {
			work(filesOf(failover));
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			throw new RunFailure("database", `The replica of ${failover.node} can't be made: ${reason}; run it again.`);
		}
	}

	return {
		copy: (failover) => at(failover, ({ path, replica }) => engine?.copyDatabase(path, replica)),
		takeOver: (failover) => at(failover, ({ path, replica }) => engine?.promote(replica, path)),
	};
}

function isLossy({ losesSinceNs }: PlannedCrash): boolean {
	return losesSinceNs !== undefined;
}
