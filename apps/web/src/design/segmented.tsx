import { type ReactElement, type ReactNode, useId } from "react";
import styles from "./segmented.module.css";

export interface Choice<Value extends string> {
	readonly value: Value;
	readonly label: ReactNode;
	/** Why it can't be chosen now; it is shown as its tooltip and read to screen readers. */
	readonly disabledWhy?: string | undefined;
}

interface SegmentedProps<Value extends string> {
	/** What is chosen here. */
	readonly label: string;
	readonly choices: readonly Choice<Value>[];
	readonly value: Value;
	readonly onChange: (value: Value) => void;
}

/** One of a few, side by side: native radio buttons, so that keys and screen readers need nothing of us. */
export function Segmented<Value extends string>({
	label,
	choices,
	value,
	onChange,
}: SegmentedProps<Value>): ReactElement {
	const name = useId();
	return (
		<fieldset className={styles.segmented}>
			<legend className="visually-hidden">{label}</legend>
			{choices.map((choice) => (
				<label key={choice.value} className={styles.choice} title={choice.disabledWhy}>
					<input
						type="radio"
						className="visually-hidden"
						name={name}
						value={choice.value}
						checked={choice.value === value}
						disabled={choice.disabledWhy !== undefined}
						onChange={() => onChange(choice.value)}
					/>
					<span className={styles.face}>{choice.label}</span>
				</label>
			))}
		</fieldset>
	);
}
