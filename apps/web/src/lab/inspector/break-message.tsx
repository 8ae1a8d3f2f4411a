import type { MessageFlight } from "@roundtrip/analysis";
import { duration, parseQuantity } from "@roundtrip/model";
import { type FormEvent, type ReactElement, useCallback, useState } from "react";
import { Button } from "../../design/button.tsx";
import type { Place } from "../faults/place.ts";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import styles from "./break-message.module.css";
import { Section } from "./parts.tsx";
import { WhatIf } from "./what-if.tsx";

/** What if this message were lost, late, or broken in any other way? */
export function BreakMessage({ run, message }: { readonly run: Run; readonly message: MessageFlight }): ReactElement {
	const placeAt = useCallback((): Place => ({ is: "message", id: message.message, message }), [message]);
	const isAdded = useLab(({ faults }) => faults.some((fault) => Object.values(fault).includes(message.message)));
	if (message.lost?.why === "fault" && !isAdded) {
		return (
			<Section title="What if">
				<p>It is lost already, by a fault of the scenario.</p>
			</Section>
		);
	}
	return (
		<WhatIf placeAt={placeAt} scenario={run.trace.header.scenario} takesMore={false}>
			<DelayForm message={message} />
		</WhatIf>
	);
}

function DelayForm({ message }: { readonly message: MessageFlight }): ReactElement {
	const addFault = useLab((lab) => lab.addFault);
	const [text, setText] = useState("500ms");
	const by = parseQuantity(text, duration);
	const delay = (event: FormEvent): void => {
		event.preventDefault();
		if (by.ok && by.value > 0) addFault({ delay: message.message, nth: 1, by: by.value });
	};
	return (
		<form className={styles.delay} onSubmit={delay}>
			<Button type="submit" disabled={!by.ok || by.value === 0} className={styles.delayButton}>
				Delay it by
			</Button>
			<input
				className={styles.by}
				value={text}
				aria-label="How long to delay it, such as 500ms"
				aria-invalid={!by.ok}
				title={by.ok ? undefined : by.problem}
				onChange={(event) => setText(event.target.value)}
			/>
		</form>
	);
}
