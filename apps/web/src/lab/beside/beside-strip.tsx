import type { ReactElement } from "react";
import { Button } from "../../design/button.tsx";
import { Chip } from "../../design/chip.tsx";
import { chooseBeside } from "../conductor.ts";
import { useLayout } from "../layout.ts";
import { useSession } from "../session.ts";
import { useLab } from "../store.ts";
import styles from "./beside-strip.module.css";
import type { NamedWish } from "./use-offered.ts";
import { useWishes } from "./use-side-names.ts";

/** What stands beside the run, or why it can't. */
export function BesideStrip(): ReactElement {
	const wishes = useWishes();
	const open = useLayout((layout) => layout.openDialog);
	return (
		<section className={styles.strip} aria-label="Beside this run">
			<h2 className={styles.title}>Beside</h2>
			{wishes.length === 0 ? <OtherScenario /> : <Wishes wishes={wishes} />}
			<Failure />
			<div className={styles.tools}>
				<Button onClick={() => open("beside")}>Change</Button>
				<Button look="plain" icon="close" onClick={() => chooseBeside([])}>
					Close
				</Button>
			</div>
		</section>
	);
}

function OtherScenario(): ReactElement {
	const title = useLab((lab) => lab.beside?.trace.header.scenario.title);
	return <p className={styles.other}>{title ?? "another scenario"}</p>;
}

function Wishes({ wishes }: { readonly wishes: readonly NamedWish[] }): ReactElement {
	return (
		<ul className={styles.wishes}>
			{wishes.map((wish) => {
				const { name, text, settings } = wish;
				const rest = wishes.filter((each) => each !== wish).flatMap((each) => each.settings);
				const words = name === undefined ? text : `${name}: ${text}`;
				return (
					<li key={words} className={styles.wish} title={settings.join("\n")}>
						<Chip removeLabel={`Remove the change ${words}`} onRemove={() => chooseBeside(rest)}>
							{name === undefined ? <code>{text}</code> : words}
						</Chip>
					</li>
				);
			})}
		</ul>
	);
}

function Failure(): ReactElement | null {
	const phase = useSession((session) => session.simulatedBeside);
	if (phase.is === "running") return null;
	if (phase.is !== "failed") return null;
	const { failure } = phase;
	const [problem] = failure.where === "scenario" ? failure.problems : [];
	const words =
		failure.where === "world"
			? `${failure.title}. ${failure.detail}`
			: failure.where === "fault"
				? `${failure.fault}: ${failure.problem}`
				: `Line ${problem?.line}, column ${problem?.column}: ${problem?.message}`;
	return (
		<p className={styles.failure} role="alert">
			{words}
		</p>
	);
}
