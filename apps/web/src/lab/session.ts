import type { World } from "@roundtrip/model";
import { create } from "zustand";
import { askForLabServer, type LabServer } from "../server/lab-server.ts";
import type { Job, JobFailure } from "../simulation/job.ts";
import type { WorldChoice } from "./lab-address.ts";
import type { Run } from "./run.ts";

/** How far the run of one world is. */
export type Phase =
	| { readonly is: "idle" }
	| { readonly is: "running" }
	| { readonly is: "ready"; readonly run: Run }
	| { readonly is: "failed"; readonly failure: JobFailure };

/** What is worked on: the scenario, the worlds it runs in, and how far the runs are. The views know only `useLab`. */
export interface Session {
	/** The name of a gallery scenario, or `own`. */
	readonly id: string;
	/** Of an own scenario, as the address holds it. */
	readonly packed: string | undefined;
	/** As YAML; undefined while it is fetched. */
	readonly text: string | undefined;
	/** As the address says; undefined: that of the scenario. */
	readonly seed: number | undefined;
	/** Added faults, each as it would stand in a file. */
	readonly faults: readonly string[];
	readonly world: WorldChoice;
	/** What stands beside the run, as the address says it; empty where nothing does. */
	readonly beside: readonly string[];
	/** Which run the views show where both worlds have one. */
	readonly shown: World;
	readonly simulated: Phase;
	readonly real: Phase;
	/** The run beside: another scenario with the seed and the faults of this one. */
	readonly simulatedBeside: Phase;
	/** The simulated run of the same seed without added faults, to say what they changed. */
	readonly baseline: Run | undefined;
	readonly server: LabServer;
}

export const useSession = create<Session>()(() => ({
	id: "",
	packed: undefined,
	text: undefined,
	seed: undefined,
	faults: [],
	world: "simulated",
	beside: [],
	shown: "simulated",
	simulated: { is: "idle" },
	real: { is: "idle" },
	simulatedBeside: { is: "idle" },
	baseline: undefined,
	server: { state: "asking" },
}));

/** The run that is asked for now. */
export function jobOf(session: Session, text: string): Job {
	return { text, gallery: session.id, seed: session.seed, faults: session.faults };
}

export function runOf(phase: Phase): Run | undefined {
	return phase.is === "ready" ? phase.run : undefined;
}

/** Where the page lies; the lab server's addresses are relative to it. */
export const origin = (): string => new URL("./", document.baseURI).href.split("#")[0] ?? "/";

/** Finds out whether real runs are possible. */
export async function lookForServer(): Promise<void> {
	useSession.setState({ server: await askForLabServer(origin()) });
}
