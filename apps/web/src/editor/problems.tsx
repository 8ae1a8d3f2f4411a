import type { Problem } from "@roundtrip/model";
import type { ReactElement } from "react";
import styles from "./problems.module.css";

interface ProblemsProps {
	readonly problems: readonly Problem[];
	/** Leads to the place of a problem; without it they are only told. */
	readonly onGo?: (problem: Problem) => void;
}

/** What is wrong with a scenario, each with its place and what to do. */
export function Problems({ problems, onGo }: ProblemsProps): ReactElement {
	return (
		<ol className={styles.problems}>
			{problems.map((problem) => {
				const place = `line ${problem.line}, column ${problem.column}`;
				return (
					<li key={`${problem.line}:${problem.column}:${problem.message}`} className={styles.problem}>
						<p className={styles.where}>
							{onGo ? (
								<button type="button" className={styles.place} onClick={() => onGo(problem)}>
									{place}
								</button>
							) : (
								place
							)}
							{problem.path !== "" && <code className={styles.path}>{problem.path}</code>}
						</p>
						<p>{problem.message}</p>
					</li>
				);
			})}
		</ol>
	);
}
