import { type CriticalPath, formatDuration } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { Go } from "../inspector/parts.tsx";
import { labNow } from "../store.ts";
import { goTo } from "./path-bar.tsx";
import { partsOf } from "./path-parts.ts";
import { stepLooks } from "./step-looks.ts";
import styles from "./why.module.css";

/** Steps that can be read one by one; of more, the parts are told. */
const FEW = 9;

/** The critical path in words: step by step where there are few, else part by part. */
export function PathTable({ path }: { readonly path: CriticalPath }): ReactElement {
	const rows =
		path.steps.length <= FEW
			? path.steps.map((step) => ({
					key: step.startSeq,
					first: step,
					name: step.words,
					timeNs: step.endAt - step.startAt,
				}))
			: partsOf(path).flatMap(({ what, timeNs, steps }) => {
					const [first] = steps;
					if (!first) return [];
					const times = steps.length === 1 ? "" : `${steps.length} × `;
					return [{ key: what, first, name: `${times}${stepLooks[what].name}`, timeNs }];
				});
	return (
		<table className={styles.table}>
			<thead className="visually-hidden">
				<tr>
					<th scope="col">Part</th>
					<th scope="col">Time</th>
				</tr>
			</thead>
			<tbody>
				{rows.map(({ key, first, name, timeNs }) => (
					<tr
						key={key}
						onPointerEnter={() => labNow().setHover({ kind: "event", id: first.endSeq })}
						onPointerLeave={() => labNow().setHover(null)}
					>
						<th scope="row">
							<span className={styles.part}>
								<span className={styles.swatch} style={{ background: stepLooks[first.what].fill }} />
								<Go onClick={() => goTo(first)}>{name}</Go>
							</span>
						</th>
						<td>{formatDuration(timeNs, "tabular")}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
