import type { ComparedVariant } from "@roundtrip/behaviour";
import type { ReactElement } from "react";
import { Button } from "../design/button.tsx";
import type { Way } from "./way.ts";
import styles from "./ways-table.module.css";

export interface Measuring {
	/** The way that is being measured. */
	readonly running: string | undefined;
	measure(variant: ComparedVariant): void;
	cancel(): void;
}

/** Measures one way on real sockets, and says what came of it. */
export function RealCell({ way, measuring }: { readonly way: Way; readonly measuring: Measuring }): ReactElement {
	const { key, variant, measuredNow } = way;
	const what = `${variant.name}, ${variant.over}`;
	if (variant.over === "http/3") return <td className={styles.sockets}>Node speaks no HTTP/3</td>;
	if (measuring.running === key) {
		return (
			<td className={styles.sockets} aria-busy="true">
				<span role="status">Measuring</span>
				<Button aria-label={`Cancel measuring ${what}`} onClick={() => measuring.cancel()}>
					Cancel
				</Button>
			</td>
		);
	}
	return (
		<td className={styles.sockets}>
			{measuredNow && <Told result={measuredNow} />}
			<Button
				aria-label={`Measure ${what}`}
				disabled={measuring.running !== undefined || way.why !== undefined}
				onClick={() => measuring.measure(variant)}
			>
				{measuredNow ? "Again" : "Measure"}
			</Button>
		</td>
	);
}

function Told({ result }: { readonly result: NonNullable<Way["measuredNow"]> }): ReactElement {
	if (!result.ok) {
		return (
			<span role="alert" className={styles.failed}>
				{result.why}
			</span>
		);
	}
	const [first, ...others] = result.differences ?? [];
	if (first === undefined) return <span role="status">The same messages</span>;
	return (
		<span role="status" className={styles.failed}>
			{first}
			{others.length > 0 && `, and ${others.length} more`}
		</span>
	);
}
