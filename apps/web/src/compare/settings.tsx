import { comparedWorkloads } from "@roundtrip/behaviour";
import { duration, rate } from "@roundtrip/model";
import type { ReactElement } from "react";
import { type Choice, Segmented } from "../design/segmented.tsx";
import type { CompareAddress } from "./compare-address.ts";
import { type Conditions, NONE } from "./conditions.ts";
import { capital } from "./findings.ts";
import { QuantityChoice } from "./quantity-choice.tsx";
import styles from "./settings.module.css";

/** As it is named on the command line, for people. */
function workloadName(name: string): string {
	return capital(name.replaceAll("-", " "));
}

const WORKLOADS: readonly Choice<string>[] = comparedWorkloads.map(({ name }) => ({
	value: name,
	label: workloadName(name),
}));

const RTTS = ["1ms", "20ms", "50ms", "100ms", "200ms"].map((value) => ({ value, label: value.replace("ms", " ms") }));

const RATES: readonly Choice<string>[] = [
	...["1Mbit/s", "10Mbit/s", "100Mbit/s"].map((value) => ({ value, label: value.replace("M", " M") })),
	{ value: NONE, label: "No limit" },
];

const TLS: readonly Choice<string>[] = [
	...[
		{ value: "1.3", label: "1.3" },
		{ value: "1.2", label: "1.2" },
	],
	{ value: NONE, label: "None" },
];

const CONNECTIONS: readonly Choice<"new" | "open">[] = [
	{ value: "new", label: "New" },
	{ value: "open", label: "Already open" },
];

/** Of what the address says; a key that holds nothing is as it is by itself. */
export type Change = { readonly [Key in keyof CompareAddress]: CompareAddress[Key] | undefined };

interface SettingsProps {
	readonly conditions: Conditions;
	readonly onChange: (change: Change) => void;
}

/** What is done, and over what network. */
export function Settings({ conditions, onChange }: SettingsProps): ReactElement {
	const { workload, isOpen } = conditions;
	return (
		<section className={styles.settings} aria-label="What is compared">
			<div className={styles.setting}>
				<span className={styles.label} aria-hidden="true">
					Workload
				</span>
				<Segmented label="Workload" choices={WORKLOADS} value={workload.name} onChange={(work) => onChange({ work })} />
			</div>
			<QuantityChoice
				{...{ label: "There and back", choices: RTTS, quantity: duration, example: "80ms", value: conditions.rtt }}
				onChange={(rtt) => onChange({ rtt })}
			/>
			<QuantityChoice
				{...{ label: "Rate", choices: RATES, quantity: rate, example: "2Mbit/s", value: conditions.rate }}
				onChange={(said) => onChange({ rate: said })}
			/>
			<div className={styles.setting}>
				<span className={styles.label} aria-hidden="true">
					TLS
				</span>
				<Segmented label="TLS" choices={TLS} value={conditions.tls} onChange={(tls) => onChange({ tls })} />
			</div>
			<div className={styles.setting}>
				<span className={styles.label} aria-hidden="true">
					Connections
				</span>
				<Segmented
					label="Connections"
					choices={CONNECTIONS}
					value={isOpen ? "open" : "new"}
					onChange={(choice) => onChange({ open: choice === "open" ? "yes" : undefined })}
				/>
			</div>
		</section>
	);
}
