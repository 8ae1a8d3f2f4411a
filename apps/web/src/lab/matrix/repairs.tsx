import { countOf, formatCount } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import type { BrokenPromise, ExploredRepairs, RepairResult } from "../../simulation/explored-repairs.ts";
import type { Run } from "../run.ts";
import styles from "./repairs.module.css";
import { type Question, useExplored } from "./use-explored.ts";
import { useOpenFaults } from "./use-open-faults.ts";

const askRepairs: Question<ExploredRepairs> = (worker, { scenario, seed }) => worker.exploreRepairs(scenario, seed);

/** The fewest faults that break the scenario, and what would mend it; the broken run and the mended one open side by side. */
export function Repairs({ run }: { readonly run: Run }): ReactElement {
	const state = useExplored(run, askRepairs);
	if (state.is === "running") return <p role="status">Playing every fault, and every repair with each of them…</p>;
	if (state.is === "failed") return <p role="alert">That could not be played: {state.why}</p>;
	return <Found found={state.found} seed={run.trace.header.seed} />;
}

function Found({ found, seed }: { readonly found: ExploredRepairs; readonly seed: number }): ReactElement {
	const { broken, repairs, breaksUnharmed, faults, runs, text } = found;
	const open = useOpenFaults(text, seed);
	const [smallest] = broken.toSorted((a, b) => a.faults.length - b.faults.length);
	const each = faults === 1 ? "one fault each" : "one or two faults each";
	if (smallest === undefined) {
		return (
			<p role="status">
				Nothing that is expected is broken by any of {countOf(runs, "run")} with {each}.
			</p>
		);
	}
	if (breaksUnharmed) return <p role="status">It breaks what it expects without any fault: no repair was tried.</p>;
	return (
		<div className={styles.found}>
			<p className="visually-hidden" role="status">
				{countOf(repairs.filter(({ mends }) => mends).length, "repair")} found.
			</p>
			<ul className={styles.list}>
				{broken.map((promise) => (
					<Broken key={promise.text} promise={promise} onOpen={() => void open(promise.faults)} />
				))}
			</ul>
			<ul className={styles.list}>
				{repairs
					.toSorted((a, b) => Number(b.mends) - Number(a.mends))
					.map((repair) => (
						<Repair key={repair.name} repair={repair} onOpen={() => void open(smallest.faults, repair.settings)} />
					))}
			</ul>
			{!repairs.some(({ mends }) => mends) && <p>None of what was tried mends it.</p>}
			{!found.isComplete && <p>There are more faults than were tried.</p>}
		</div>
	);
}

function Broken({ promise, onOpen }: { readonly promise: BrokenPromise; readonly onOpen: () => void }): ReactElement {
	const { text, runs, faults } = promise;
	return (
		<li className={styles.entry} data-mends="false">
			<span className={styles.sign}>
				<Icon name="close" size={12} />
			</span>
			<div>
				<p>
					<strong>Broken</strong> in {countOf(runs, "run")}: {text}. The fewest faults that do it:
				</p>
				{faults.map((fault) => (
					<code key={fault} className={styles.fault}>
						{fault}
					</code>
				))}
				<Button onClick={onOpen}>Open this run</Button>
			</div>
		</li>
	);
}

function Repair({ repair, onOpen }: { readonly repair: RepairResult; readonly onOpen: () => void }): ReactElement {
	const { name, what, text, runs, breaking, mends } = repair;
	return (
		<li className={styles.entry} data-mends={mends}>
			<span className={styles.sign}>
				<Icon name={mends ? "check" : "close"} size={12} />
			</span>
			<div>
				<p>
					<strong>{capitalised(name)}</strong>: {text}.{" "}
					{mends
						? `Mends all ${countOf(runs, "run")}.`
						: `${formatCount(breaking)} of ${countOf(runs, "run")} still ${breaking === 1 ? "breaks" : "break"}.`}
				</p>
				<p className={styles.what}>{what}</p>
				<Button
					look={mends ? "strong" : "outlined"}
					icon="beside"
					aria-label={`Broken and repaired side by side: ${name}`}
					onClick={onOpen}
				>
					Side by side
				</Button>
			</div>
		</li>
	);
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
