import type { MessageFlight } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { headOf } from "../head-fields.ts";
import styles from "./message-text.module.css";

/** Start line, header fields and body, as text. */
export function MessageText({ message }: { readonly message: MessageFlight }): ReactElement {
	const { startLine, fields } = headOf(message.head ?? message.summary);
	return (
		<div className={styles.message}>
			<p className={styles.start}>{startLine}</p>
			{fields.length > 0 && (
				<table className={styles.fields}>
					<thead className="visually-hidden">
						<tr>
							<th scope="col">Field</th>
							<th scope="col">Value</th>
						</tr>
					</thead>
					<tbody>
						{fields.map(({ name, value }) => (
							<tr key={`${name}: ${value}`}>
								<th scope="row">{name}</th>
								<td>{value}</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			{message.body !== undefined && message.body !== "" && (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
				<section className={styles.body} tabIndex={0} aria-label="Body">
					{message.body}
				</section>
			)}
		</div>
	);
}
