import { CONVERSATION_FIGURES, conversationColumns } from "@roundtrip/analysis";
import type { ComparedLink, ComparedWorkload } from "@roundtrip/behaviour";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactElement, useEffect, useMemo, useState } from "react";
import { SitePage } from "../design/site-page.tsx";
import { CopyButton } from "../lab/inspector/copy-button.tsx";
import { packText } from "../lab/packed-text.ts";
import { lookForServer, useSession } from "../lab/session.ts";
import type { CompareAddress } from "./compare-address.ts";
import styles from "./compare-page.module.css";
import { type Conditions, commandOf, conditionsOf, linkOf } from "./conditions.ts";
import { alike, findings } from "./findings.ts";
import { measuredFor, wayKey } from "./measured.ts";
import { Notes } from "./notes.tsx";
import { RealNote } from "./real-note.tsx";
import { type Change, Settings } from "./settings.tsx";
import { useComparison } from "./use-comparison.ts";
import { useRealRuns } from "./use-real-runs.ts";
import { waysOf } from "./way.ts";
import { WaysTable } from "./ways-table.tsx";

/** The same work in every protocol that can do it, side by side. */
export function ComparePage(): ReactElement {
	const address = useSearch({ from: "/compare" });
	const navigate = useNavigate({ from: "/compare" });
	const conditions = conditionsOf(address);
	useEffect(() => {
		document.title = "Compare protocols · Roundtrip";
		void lookForServer();
	}, []);
	return (
		<SitePage
			isWide
			headline="The same work in every protocol"
			lead="Choose what is done and over what network. Each way of doing it is simulated here and now, with the same data and the same work of the database."
		>
			<div className={styles.main}>
				<Settings
					conditions={conditions}
					onChange={(change) =>
						void navigate({ search: (before) => changed(before, change), replace: true, resetScroll: false })
					}
				/>
				<Compared conditions={conditions} />
			</div>
		</SitePage>
	);
}

/** The address with a change; a key that is to hold nothing goes. */
function changed(before: CompareAddress, change: Change): CompareAddress {
	const fields = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
	return Object.fromEntries(fields);
}

/** The table and all that has to be said of it. */
function Compared({ conditions }: { readonly conditions: Conditions }): ReactElement {
	const { workload, rtt, rate, tls, isOpen } = conditions;
	const link = useMemo(() => linkOf({ rtt, rate, tls, isOpen }), [rtt, rate, tls, isOpen]);
	const { results, done } = useComparison(workload, link);
	const real = useRealRuns(workload, link);
	const isHere = useSession(({ server }) => server.state === "present");
	const packed = usePacked(workload, link);
	const kept = useMemo(() => measuredFor(workload.name, link), [workload, link]);
	const ways = waysOf(workload, results, kept, real.results);
	const told = conversationColumns(ways.flatMap(({ figures }) => figures ?? []));
	const total = workload.variants.length;
	const isBusy = done < total;
	return (
		<>
			<div className={styles.what}>
				<p>{workload.what}</p>
				<p role="status" className={styles.progress}>
					{isBusy ? `Simulating ${done + 1} of ${total}` : `${total} ways simulated`}
				</p>
			</div>
			<WaysTable
				{...{ ways, packed, isBusy }}
				columns={told.columns}
				caption={`${workload.what} One row for each way of doing it.`}
				measuring={isHere ? real : undefined}
			/>
			<RealNote kept={kept.size > 0} isHere={isHere} />
			{!isBusy && (
				<section className={styles.told} aria-label="What it shows">
					<ul className={styles.findings}>
						{findings(ways).map((finding) => (
							<li key={finding}>{finding}</li>
						))}
						<li>The same for all: {alike(told).join("; ")}.</li>
					</ul>
					<p className={styles.command}>
						<code>{commandOf(conditions)}</code>
						<CopyButton text={commandOf(conditions)} what="the command that gives these figures" />
					</p>
				</section>
			)}
			<Notes workload={workload} figures={CONVERSATION_FIGURES} />
		</>
	);
}

/** The scenario of each way, packed for the address of its run, by its key. */
function usePacked(workload: ComparedWorkload, link: ComparedLink): ReadonlyMap<string, string> {
	const [packed, setPacked] = useState<ReadonlyMap<string, string>>(new Map());
	useEffect(() => {
		let left = false;
		const packAll = async (): Promise<void> => {
			const all = workload.variants.map(
				async (variant) => [wayKey(variant), await packText(variant.scenario(link))] as const,
			);
			const entries = await Promise.all(all);
			if (!left) setPacked(new Map(entries));
		};
		void packAll();
		return () => {
			left = true;
		};
	}, [workload, link]);
	return packed;
}
