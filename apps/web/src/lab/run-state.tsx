import { Link } from "@tanstack/react-router";
import { type ReactElement, useEffect, useState } from "react";
import { Button } from "../design/button.tsx";
import { useDraft } from "../editor/draft.ts";
import { Problems } from "../editor/problems.tsx";
import type { JobFailure } from "../simulation/job.ts";
import { retryWithout } from "./conductor.ts";
import styles from "./run-state.module.css";
import { useSession } from "./session.ts";

/** What stands in place of the views where there is no run to show: not yet, or not at all. */
export function RunState(): ReactElement {
	const phase = useSession((session) => session.simulated);
	return (
		<main className={styles.place}>{phase.is === "failed" ? <Failure failure={phase.failure} /> : <Waiting />}</main>
	);
}

/** Most runs are there at once: only a longer wait is worth a word. */
function Waiting(): ReactElement {
	const [long, setLong] = useState(false);
	useEffect(() => {
		const timer = setTimeout(() => setLong(true), 300);
		return () => clearTimeout(timer);
	}, []);
	return (
		<div className={styles.notice} aria-busy="true">
			{long && (
				<>
					<h1 className={styles.title}>Simulating…</h1>
					<p>A long run of many exchanges may take some seconds.</p>
					<p>
						<Link to="/">Back to all scenarios</Link>
					</p>
				</>
			)}
		</div>
	);
}

function Failure({ failure }: { readonly failure: JobFailure }): ReactElement {
	if (failure.where === "scenario") return <ScenarioProblems problems={failure.problems} />;
	if (failure.where === "fault") {
		return (
			<div className={styles.notice} role="alert">
				<h1 className={styles.title}>A fault in the address can't be used</h1>
				<p>
					<code>{failure.fault}</code>: {failure.problem}.
				</p>
				<Button onClick={() => retryWithout(failure.fault)}>Go on without it</Button>
			</div>
		);
	}
	return (
		<div className={styles.notice} role="alert">
			<h1 className={styles.title}>{failure.title}</h1>
			<p>{failure.detail}</p>
			<p>
				<Link to="/">All scenarios</Link>
			</p>
		</div>
	);
}

function ScenarioProblems({
	problems,
}: {
	readonly problems: Extract<JobFailure, { where: "scenario" }>["problems"];
}): ReactElement {
	const text = useSession((session) => session.text) ?? "";
	const write = useDraft((draft) => draft.write);
	const first = problems[0];
	return (
		<div className={styles.notice} role="alert">
			<h1 className={styles.title}>
				The scenario has a problem
				{first && ` at line ${first.line}, column ${first.column}`}
			</h1>
			<Problems problems={problems} />
			<p>
				<Link to="/open" onClick={() => write(text)}>
					Open it in the editor
				</Link>
			</p>
		</div>
	);
}
