import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useSession } from "../lab/session.ts";
import styles from "./compare-page.module.css";
import { measuredFile } from "./measured.ts";

/** Where what was measured comes from, or under which conditions there is something. */
export function RealNote({ kept, isHere }: { readonly kept: boolean; readonly isHere: boolean }): ReactElement {
	const server = useSession((session) => session.server);
	return (
		<div className={styles.note}>
			<p>
				<span className={styles.sample} aria-hidden="true">
					<span className={styles.sampleBar} />
					<span className={styles.sampleMark} />
				</span>
				Bars begin at 0, and the longest of a column fills it. Of what was measured on real sockets there is a mark on
				the bar and a line below it, in brackets the error of the simulator; = is the same.
			</p>
			<p>{measuredFile && <Kept kept={kept} />}</p>
			{!isHere && server.state === "absent" && <p>{server.why}. Then each row can be measured here.</p>}
		</div>
	);
}

function Kept({ kept }: { readonly kept: boolean }): ReactElement | null {
	if (measuredFile === undefined) return null;
	const { measured, link } = measuredFile;
	if (kept) {
		const runs = measured.runs === 1 ? "one run" : `the median of ${measured.runs} runs`;
		return (
			<>
				{`Measured on ${measured.date} (${measured.machine}, ${measured.runtime}), ${runs} of each. The times hold what that machine's own work took, which the simulator leaves out.`}
			</>
		);
	}
	return (
		<>
			No measured figures are kept for these conditions, only for{" "}
			<Link
				from="/compare"
				to="/compare"
				search={({ work }) => ({ ...(work === undefined ? {} : { work }) })}
				replace
				resetScroll={false}
			>
				{`${link.rtt} there and back, ${link.rate}, TLS ${link.tls}, new connections`}
			</Link>
			.
		</>
	);
}
