import type { Saving } from "@roundtrip/analysis";
import { useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Button } from "../../design/button.tsx";
import { startThread } from "../../simulation/thread.ts";
import { Go } from "../inspector/parts.tsx";
import { packText } from "../packed-text.ts";
import type { Run } from "../run.ts";
import { confirmationWords, predictionWords } from "./saving-words.ts";
import { type SavingState, useSavings } from "./use-savings.ts";
import styles from "./why.module.css";

/** What would have saved time, each predicted from this run and confirmed by a second one; each can be opened. */
export function SavingsList({ run }: { readonly run: Run }): ReactElement | null {
	const { savings, states, isRunning, confirm, cancel } = useSavings(run);
	if (savings.length === 0) return null;
	const severalLinks = new Set(savings.map(({ link }) => link)).size > 1;
	const isConfirmed = states.every(({ is }) => is === "measured" || is === "impossible");
	return (
		<div className={styles.savings}>
			<h4 className={styles.caption}>What would save time</h4>
			<ul aria-live="polite">
				{savings.map((saving, at) => (
					<SavingLine
						key={`${saving.name} ${saving.link}`}
						run={run}
						saving={saving}
						state={states[at] ?? { is: "predicted" }}
						hasLink={severalLinks}
					/>
				))}
			</ul>
			{isRunning ? (
				<Button onClick={cancel}>Stop</Button>
			) : (
				!isConfirmed && <Button onClick={confirm}>Confirm by second runs</Button>
			)}
			{isConfirmed && <Caution run={run} />}
		</div>
	);
}

interface SavingLineProps {
	readonly run: Run;
	readonly saving: Saving;
	readonly state: SavingState;
	readonly hasLink: boolean;
}

function SavingLine({ run, saving, state, hasLink }: SavingLineProps): ReactElement {
	const open = useOpenScenario(run);
	const isWorse = state.is === "measured" && state.spared.timeNs <= 0;
	return (
		<li className={styles.saving} data-worse={isWorse}>
			<p>
				<strong>{saving.name}</strong>
				{hasLink && <span className={styles.link}> on {saving.link}</span>} {predictionWords(saving)}{" "}
				<Confirmation state={state} />
			</p>
			<p className={styles.words}>
				{saving.words}. <Go onClick={() => void open(saving)}>See it</Go>
			</p>
		</li>
	);
}

function Confirmation({ state }: { readonly state: SavingState }): ReactElement {
	if (state.is === "measured") return <span className={styles.confirmed}>({confirmationWords(state.spared)})</span>;
	if (state.is === "impossible") return <span className={styles.quiet}>(no second run: {state.why})</span>;
	return <span className={state.is === "running" ? styles.running : styles.quiet}>({PROGRESS[state.is]})</span>;
}

const PROGRESS = { predicted: "predicted", waiting: "waits for its run", running: "running…" } as const;

/** Chance is another one where the packets are others. */
function Caution({ run }: { readonly run: Run }): ReactElement | null {
	const links = Object.values(run.trace.header.scenario.links);
	if (!links.some(({ loss = 0 }) => loss > 0)) return null;
	return <p className={styles.note}>Packets are lost by chance here: another seed may say otherwise.</p>;
}

/** Opens the lab with a changed scenario, as an own one. */
function useOpenScenario(run: Run): (saving: Saving) => Promise<void> {
	const navigate = useNavigate();
	return async ({ scenario }) => {
		const thread = startThread();
		const text = await thread.remote.print(scenario);
		thread.end();
		const packed = await packText(text);
		const { seed } = run.trace.header;
		await navigate({ to: "/lab/$id", params: { id: "own" }, search: { packed, seed, faults: [], world: "simulated" } });
	};
}
