import { plannedCrashes } from "@roundtrip/behaviour";
import type { Population } from "./population.ts";
import type { World } from "./world.ts";

/** Schedules the deaths and returns of nodes. */
export function scheduleCrashes(world: World, { answerers, callers }: Population): void {
	for (const { fault, node, atNs, restartAtNs, silent } of plannedCrashes(world.scenario)) {
		const machine = world.machines.get(node);
		if (machine === undefined) continue;
		world.later(atNs, () => {
			machine.state = silent ? "dark" : "down";
			const seq = world.record({ node, kind: "crashed", causes: [], data: { fault, silent } });
			machine.lastChange = seq;
			answerers.get(node)?.die();
			for (const caller of callers.values()) {
				if (caller.link.asker === machine) caller.askerDied();
				if (caller.link.answerer === machine) caller.answererDied(seq);
			}
		});
		if (restartAtNs === undefined) continue;
		world.later(restartAtNs, () => {
			machine.state = "up";
			machine.life++;
			const causes = machine.lastChange === undefined ? [] : [machine.lastChange];
			machine.lastChange = world.record({ node, kind: "restarted", causes, data: { fault } });
			for (const caller of callers.values()) {
				if (caller.link.asker === machine) caller.askerRevived();
				if (caller.link.answerer === machine) caller.answererRevived();
			}
		});
	}
}
