import { REDUCED_MOTION } from "../design/media.ts";
import { galleryText } from "../gallery/gallery-text.ts";
import { keptToken } from "../server/token.ts";
import type { BesideChange } from "../simulation/beside.ts";
import type { JobFailure } from "../simulation/job.ts";
import { CANCELLED, createRunMaker, type RunMaker, type RunResult } from "../simulation/run-maker.ts";
import { besideChoice } from "./beside/beside-choice.ts";
import { START } from "./cursor.ts";
import { faultText } from "./faults/fault-text.ts";
import type { LabAddress, WorldChoice } from "./lab-address.ts";
import { unpackText } from "./packed-text.ts";
import { jobOf, origin, type Phase, runOf, type Session, useSession } from "./session.ts";
import { slowMotionFor } from "./speeds.ts";
import { inspectedRun, type LabState, labNow, useLab } from "./store.ts";
import { noRealWorld } from "./world/no-real-world.ts";

/** Makes the runs that the address and the person ask for, and hands them to the views. */

const simulation: RunMaker = createRunMaker();
const baseline: RunMaker = createRunMaker();
const measurement: RunMaker = createRunMaker();
const simulationBeside: RunMaker = createRunMaker();

/** True while the lab is changed from here, which is no wish of the person. */
let quiet = false;

function setLab(state: Partial<LabState>): void {
	quiet = true;
	useLab.setState(state);
	quiet = false;
}

const NO_SUCH_SCENARIO: JobFailure = {
	ok: false,
	where: "world",
	title: "There is no such scenario",
	detail: "The gallery has none of this name. It may have been renamed.",
};
const NOTHING_BESIDE: JobFailure = {
	ok: false,
	where: "world",
	title: "Nothing can stand beside",
	detail: "The address names a scenario that is not in the gallery, or has been cut.",
};
const DAMAGED_ADDRESS: JobFailure = {
	ok: false,
	where: "world",
	title: "The address is damaged",
	detail: "The scenario in it can't be read. It may have been cut when it was copied.",
};

/** Goes where an address says: loads the scenario where it is another, runs where anything about the run is another. */
export async function goTo(id: string, address: LabAddress): Promise<void> {
	const before = useSession.getState();
	const otherScenario = before.id !== id || before.packed !== address.packed;
	const otherRun = otherScenario || before.seed !== address.seed || !sameTexts(before.faults, address.faults);
	const { seed, faults, packed, beside = [] } = address;
	const otherBeside = !sameTexts(before.beside, beside);
	const world = beside.length === 0 ? address.world : "simulated";
	useSession.setState({ id, packed, seed, faults, world, beside, ...(otherScenario ? fresh : {}) });
	if (otherScenario) {
		forgetRuns();
		setLab({ run: null, other: null, beside: null, cursor: START, playing: false, selection: null, faults: [] });
		const text = await (packed === undefined ? galleryText(id) : unpackText(packed));
		if (!stillAt(id, packed)) return;
		if (text === undefined) {
			const failure = packed === undefined ? NO_SUCH_SCENARIO : DAMAGED_ADDRESS;
			useSession.setState({ simulated: { is: "failed", failure } });
			return;
		}
		useSession.setState({ text });
	}
	if (otherRun) await simulateNow(otherScenario);
	else if (otherBeside) await simulateBeside();
	if (!stillAt(id, packed)) return;
	if (address.timeNs !== undefined) labNow().seek(address.timeNs);
	if (address.plays === true && !matchMedia(REDUCED_MOTION).matches) labNow().play();
	if (otherRun || before.world !== world) measureIfAsked();
}

/** Runs once more, without an added fault that can't be used. */
export function retryWithout(fault: string): void {
	useSession.setState(({ faults }) => ({ faults: faults.filter((each) => each !== fault) }));
	void simulateNow(true).then(measureIfAsked);
}

/** Shows another world, or both. */
export function chooseWorld(world: WorldChoice): void {
	const shown = world === "real" ? "real" : world === "simulated" ? "simulated" : useSession.getState().shown;
	useSession.setState({ world, shown });
	measureIfAsked();
	show();
}

/** Sets something else beside the run, as the address says it; nothing closes it. Both sides are simulated. */
export function chooseBeside(beside: readonly string[]): void {
	useSession.setState({ beside, ...(beside.length === 0 ? {} : { world: "simulated", shown: "simulated" }) });
	void simulateBeside();
}

/** Which run the views show where both worlds have one. */
export function chooseShown(shown: Session["shown"]): void {
	useSession.setState({ shown });
	show();
}

/** Ends a real run that is under way. */
export function cancelMeasurement(): void {
	measurement.cancel();
	useSession.setState({ real: { is: "idle" } });
}

/** Asks the lab server for one more real run. */
export async function measureAgain(): Promise<void> {
	const session = useSession.getState();
	if (session.text === undefined) return;
	const job = jobOf(session, session.text);
	useSession.setState({ real: { is: "running" } });
	const result = await measurement.make((worker) => worker.measure(job, origin(), keptToken(sessionStorage)));
	if (result === CANCELLED) return;
	useSession.setState({ real: phaseOf(result) });
	show();
}

/** Follows what the person does in the views: faults added and removed, another seed. */
export function followTheLab(): () => void {
	return useLab.subscribe((now, before) => {
		if (quiet || (now.faults === before.faults && now.seed === before.seed)) return;
		const session = useSession.getState();
		const faults = now.faults.map(faultText);
		const seed = now.seed === before.seed ? session.seed : now.seed;
		useSession.setState({ faults, seed });
		void simulateNow(false).then(measureIfAsked);
	});
}

const fresh: Partial<Session> = {
	text: undefined,
	simulated: { is: "running" },
	real: { is: "idle" },
	simulatedBeside: { is: "idle" },
	baseline: undefined,
	shown: "simulated",
};

async function simulateNow(first: boolean): Promise<void> {
	const session = useSession.getState();
	if (session.text === undefined) return;
	const job = jobOf(session, session.text);
	measurement.cancel();
	useSession.setState({ simulated: { is: "running" }, real: { is: "idle" } });
	const result = await simulation.make((worker) => worker.simulate(job));
	if (result === CANCELLED) return;
	useSession.setState({ simulated: phaseOf(result) });
	if (result.ok) {
		const { run, faults } = result;
		useSession.setState({ faults: faults.map(faultText) });
		setLab({ faults, seed: run.trace.header.seed });
		if (first) labNow().setSpeed(slowMotionFor(run.durationNs));
		void compareWithBaseline(run);
	}
	// Both sides change at once: a run beside that has other faults would be compared with this one.
	if (result.ok && session.beside.length > 0) await simulateBeside();
	else show();
}

/** Makes the run beside, where there is to be one. */
async function simulateBeside(): Promise<void> {
	const session = useSession.getState();
	simulationBeside.cancel();
	const { beside, text } = session;
	if (beside.length === 0 || text === undefined) {
		useSession.setState({ simulatedBeside: { is: "idle" } });
		show();
		return;
	}
	useSession.setState({ simulatedBeside: { is: "running" } });
	const change = await changeOf(beside);
	const job = jobOf(session, text);
	const result =
		change === undefined ? NOTHING_BESIDE : await simulationBeside.make((worker) => worker.simulateBeside(job, change));
	if (result === CANCELLED || useSession.getState().beside !== beside) return;
	useSession.setState({ simulatedBeside: phaseOf(result) });
	show();
}

/** What is to stand beside: undefined where there is no such scenario, or the address was cut. */
async function changeOf(beside: readonly string[]): Promise<BesideChange | undefined> {
	const choice = besideChoice(beside);
	if (choice.is === "settings") return { settings: choice.settings };
	const text = await (choice.is === "scenario" ? galleryText(choice.id) : unpackText(choice.packed));
	return text === undefined ? undefined : { text };
}

/** Runs the same seed without the added faults, where there are some. */
async function compareWithBaseline(run: NonNullable<ReturnType<typeof runOf>>): Promise<void> {
	const session = useSession.getState();
	if (session.faults.length === 0) {
		useSession.setState({ baseline: run });
		return;
	}
	const known = session.baseline?.trace.header.seed === run.trace.header.seed;
	if (known || session.text === undefined) return;
	const job = { ...jobOf(session, session.text), faults: [] };
	const result = await baseline.make((worker) => worker.simulate(job));
	if (result !== CANCELLED && result.ok) useSession.setState({ baseline: result.run });
}

/** Begins the real run where the chosen world needs one and there is none. */
export function measureIfAsked(): void {
	const { world, real, server, simulated } = useSession.getState();
	if (noRealWorld(runOf(simulated)?.trace.header.scenario) !== undefined) return;
	if (world !== "simulated" && real.is === "idle" && server.state === "present" && simulated.is === "ready") {
		void measureAgain();
	}
}

/** Hands the views the run of the shown world; where it has none, that of the other. */
function show(): void {
	const { simulated, real, shown, world, simulatedBeside } = useSession.getState();
	const bySimulation = runOf(simulated) ?? null;
	const byMeasurement = world === "simulated" ? null : (runOf(real) ?? null);
	const realFirst = byMeasurement !== null && (world === "real" || shown === "real");
	const other = world === "both" ? (realFirst ? bySimulation : byMeasurement) : null;
	const run = realFirst ? byMeasurement : bySimulation;
	const beside = run === bySimulation ? (runOf(simulatedBeside) ?? null) : null;
	labNow().show(run, beside ?? other, beside);
	dropSelectionThatIsGone();
}

/** A message of the run before may not exist in this one. */
function dropSelectionThatIsGone(): void {
	const { selection, select } = labNow();
	const run = inspectedRun(labNow());
	if (run === null || selection === null) return;
	const exists = {
		message: () => run.messages.some(({ message }) => message === selection.id),
		event: () => Number(selection.id) < run.trace.length,
		exchange: () => run.exchanges.some(({ exchange }) => exchange === selection.id),
		node: () => run.nodes.includes(String(selection.id)),
		link: () => Object.hasOwn(run.trace.header.scenario.links, selection.id),
	};
	if (!exists[selection.kind]()) select(null);
}

function forgetRuns(): void {
	simulation.cancel();
	baseline.cancel();
	measurement.cancel();
	simulationBeside.cancel();
}

function phaseOf(result: RunResult): Phase {
	return result.ok ? { is: "ready", run: result.run } : { is: "failed", failure: result };
}

function stillAt(id: string, packed: string | undefined): boolean {
	const now = useSession.getState();
	return now.id === id && now.packed === packed;
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((text, index) => text === b[index]);
}
