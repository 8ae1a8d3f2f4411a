import type { ConversationFigure } from "@roundtrip/analysis";
import { Link } from "@tanstack/react-router";
import { type ReactElement, useState } from "react";
import { DirectionSign } from "./direction-sign.tsx";
import { FigureCell } from "./figure-cell.tsx";
import { capital } from "./findings.ts";
import { type Measuring, RealCell } from "./real-cell.tsx";
import { nextSorting, type Sorting, sorted } from "./sorting.ts";
import type { Way } from "./way.ts";
import styles from "./ways-table.module.css";

const FIDELITIES = { bytes: "exact bytes", messages: "counts and sizes", model: "times only" } as const;

interface WaysTableProps {
	readonly ways: readonly Way[];
	readonly columns: readonly ConversationFigure[];
	/** The scenario of each way, packed for an address, by its key. */
	readonly packed: ReadonlyMap<string, string>;
	readonly caption: string;
	readonly isBusy: boolean;
	/** Absent where nothing can be measured here. */
	readonly measuring: Measuring | undefined;
}

/** A row for each way of doing the work, a column for each figure that tells them apart. */
export function WaysTable(props: WaysTableProps): ReactElement {
	const { ways, columns, packed, caption, isBusy, measuring } = props;
	const [sorting, setSorting] = useState<Sorting>();
	const most = new Map(columns.map(({ key }) => [key, mostOf(ways, key)]));
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
		<section className={styles.scroller} tabIndex={0} aria-label="Comparison">
			<table className={styles.table} aria-busy={isBusy}>
				<caption className="visually-hidden">{caption}</caption>
				<thead>
					<tr>
						<th scope="col" className={styles.way}>
							Protocol
						</th>
						<th scope="col" className={styles.who}>
							Who speaks
						</th>
						{columns.map((figure) => (
							<Head key={figure.key} figure={figure} sorting={sorting} onSort={setSorting} />
						))}
						{measuring && (
							<th scope="col" className={styles.sockets}>
								Real sockets
							</th>
						)}
					</tr>
				</thead>
				<tbody>
					{sorted(ways, sorting).map((way) => (
						<tr key={way.key}>
							<WayHead way={way} packed={packed.get(way.key)} />
							<td className={styles.who} title={way.variant.direction}>
								<DirectionSign direction={way.variant.direction} />
								<span className="visually-hidden">{way.variant.direction}</span>
							</td>
							{way.why === undefined ? (
								columns.map((figure) => (
									<FigureCell key={figure.key} figure={figure} way={way} most={most.get(figure.key) ?? 0} />
								))
							) : (
								<td className={styles.why} colSpan={Math.max(1, columns.length)}>
									Not under these conditions: {way.why}
								</td>
							)}
							{measuring && <RealCell way={way} measuring={measuring} />}
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}

function mostOf(ways: readonly Way[], key: ConversationFigure["key"]): number {
	return Math.max(0, ...ways.flatMap(({ figures, real }) => [figures?.[key] ?? 0, real?.[key] ?? 0]));
}

interface HeadProps {
	readonly figure: ConversationFigure;
	readonly sorting: Sorting;
	readonly onSort: (sorting: Sorting) => void;
}

/** Over a column; sorts by it. */
function Head({ figure, sorting, onSort }: HeadProps): ReactElement {
	const { key, name, what } = figure;
	const now = sorting?.key !== key ? "none" : sorting.isDown ? "descending" : "ascending";
	return (
		<th scope="col" className={styles.head} aria-sort={now}>
			<button type="button" className={styles.sort} title={what} onClick={() => onSort(nextSorting(sorting, key))}>
				<span className={styles.arrow} aria-hidden="true">
					{{ none: "↕", ascending: "↑", descending: "↓" }[now]}
				</span>
				{/* A round-trip is one word. */}
				<span className={styles.name}>{capital(name).replace("-", "\u2011")}</span>
			</button>
		</th>
	);
}

/** The name of a way leads to its run. */
function WayHead({ way, packed }: { readonly way: Way; readonly packed: string | undefined }): ReactElement {
	const { name, over } = way.variant;
	return (
		<th scope="row" className={styles.way}>
			{packed === undefined ? (
				name
			) : (
				<Link
					to="/lab/$id"
					params={{ id: "own" }}
					search={{ packed, faults: [], world: "simulated" }}
					className={styles.open}
					title="Open this run in the lab"
				>
					{name}
				</Link>
			)}
			<span className={styles.over}>
				{over.toUpperCase()}
				{way.fidelity && ` · ${FIDELITIES[way.fidelity]}`}
			</span>
		</th>
	);
}
