import { parseQuantity } from "@roundtrip/model";
import { type FormEvent, type ReactElement, useId, useState } from "react";
import { type Choice, Segmented } from "../design/segmented.tsx";
import styles from "./settings.module.css";

interface QuantityChoiceProps {
	readonly label: string;
	readonly choices: readonly Choice<string>[];
	readonly quantity: Parameters<typeof parseQuantity>[1];
	/** For the field of another value, such as `80ms`. */
	readonly example: string;
	readonly value: string;
	readonly onChange: (value: string) => void;
}

/** One of a few values, or another one that is typed with its unit. */
export function QuantityChoice(props: QuantityChoiceProps): ReactElement {
	const { label, choices, value, onChange } = props;
	return (
		<div className={styles.setting}>
			<span className={styles.label} aria-hidden="true">
				{label}
			</span>
			<div className={styles.control}>
				<Segmented label={label} choices={choices} value={value} onChange={onChange} />
				<Other key={value} {...props} isOther={!choices.some((choice) => choice.value === value)} />
			</div>
		</div>
	);
}

function Other({
	label,
	quantity,
	example,
	value,
	onChange,
	isOther,
}: QuantityChoiceProps & { readonly isOther: boolean }): ReactElement {
	const [text, setText] = useState(isOther ? value : "");
	const problem = useId();
	const read = text.trim() === "" ? undefined : parseQuantity(text.trim(), quantity);
	const take = (event?: FormEvent): void => {
		event?.preventDefault();
		if (read?.ok && text.trim() !== value) onChange(text.trim());
	};
	const isWrong = read !== undefined && !read.ok;
	return (
		<form onSubmit={take}>
			<input
				className={styles.other}
				aria-label={`${label}, another value`}
				aria-invalid={isWrong}
				{...(isWrong ? { "aria-describedby": problem, title: read.problem } : {})}
				autoComplete="off"
				spellCheck={false}
				placeholder={example}
				value={text}
				data-chosen={isOther}
				onChange={(event) => setText(event.target.value)}
				onBlur={() => take()}
			/>
			{isWrong && (
				<span id={problem} role="alert" className={styles.problem}>
					{read.problem}
				</span>
			)}
		</form>
	);
}
