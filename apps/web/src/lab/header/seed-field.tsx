import { type FormEvent, type ReactElement, useState } from "react";
import { useLab } from "../store.ts";
import styles from "./seed-field.module.css";

/** Where all randomness of the run comes from: the same seed gives the same run. */
export function SeedField(): ReactElement {
	const seed = useLab((lab) => lab.seed);
	return <SeedForm key={seed} seed={seed} />;
}

function SeedForm({ seed }: { readonly seed: number }): ReactElement {
	const setSeed = useLab((lab) => lab.setSeed);
	const [text, setText] = useState(String(seed));
	const isSeed = /^\d{1,15}$/.test(text);
	const take = (event?: FormEvent): void => {
		event?.preventDefault();
		if (isSeed) setSeed(Number(text));
		else setText(String(seed));
	};
	return (
		<form className={styles.form} onSubmit={take} title="The same seed gives the same run, on every machine">
			<label className={styles.label}>
				Seed
				<input
					className={styles.input}
					inputMode="numeric"
					autoComplete="off"
					value={text}
					aria-invalid={!isSeed}
					onChange={(event) => setText(event.target.value)}
					onBlur={() => take()}
				/>
			</label>
		</form>
	);
}
