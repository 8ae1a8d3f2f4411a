import { useParams, useSearch } from "@tanstack/react-router";
import { lazy, type ReactElement, Suspense, useEffect } from "react";
import { useMedia } from "../design/media.ts";
import { Stage } from "../views/stage/stage.tsx";
import { useFaultMenu } from "./faults/use-fault-menu.ts";
import { LabHeader } from "./header/lab-header.tsx";
import { Inspector } from "./inspector/inspector.tsx";
import { useKeyboard } from "./keyboard.ts";
import { LabDialogs } from "./lab-dialogs.tsx";
import styles from "./lab-page.module.css";
import { NARROW, useLayout } from "./layout.ts";
import { Narration } from "./narration/narration.tsx";
import { Panels } from "./panels/panels.tsx";
import { RunState } from "./run-state.tsx";
import { useSession } from "./session.ts";
import { useLab } from "./store.ts";
import { Transport } from "./transport/transport.tsx";
import { useAddress } from "./use-address.ts";
import { usePlayback } from "./use-playback.ts";

const BesideStrip = lazy(async () => ({ default: (await import("./beside/beside-strip.tsx")).BesideStrip }));
const PairStages = lazy(async () => ({ default: (await import("./beside/pair-stages.tsx")).PairStages }));
const FaultMenu = lazy(async () => ({ default: (await import("./faults/fault-menu.tsx")).FaultMenu }));
const WhatIfStrip = lazy(async () => ({ default: (await import("./faults/what-if-strip.tsx")).WhatIfStrip }));
const RealStrip = lazy(async () => ({ default: (await import("./world/real-strip.tsx")).RealStrip }));

/** What is there only while faults are added, a real run is asked for, or another stands beside; loaded then. */
function Strips(): ReactElement {
	const isBroken = useLab((lab) => lab.faults.length > 0);
	const isReal = useSession((session) => session.world !== "simulated");
	const besides = useSession((session) => session.beside.length > 0);
	return (
		<>
			<Suspense>{isBroken && <WhatIfStrip />}</Suspense>
			<Suspense>{isReal && <RealStrip />}</Suspense>
			<Suspense>{besides && <BesideStrip />}</Suspense>
		</>
	);
}

/** The lab: one run on the stage, in its sequence, its waterfall and its events, with one moment for all of them. */
export function LabPage(): ReactElement {
	const { id } = useParams({ from: "/lab/$id" });
	const address = useSearch({ from: "/lab/$id" });
	useAddress(id, address);
	usePlayback();
	useKeyboard();
	const narrow = useMedia(NARROW);
	const large = useLayout((layout) => layout.large) && !narrow;
	const title = useLab((lab) => lab.run?.trace.header.scenario.title);
	const hasRun = title !== undefined;
	const pair = useLab((lab) => lab.beside !== null);
	const menu = useFaultMenu();
	const failed = useSession((session) => session.simulated.is === "failed");
	useEffect(() => {
		document.title = title === undefined ? "Roundtrip" : `${title} · Roundtrip`;
	}, [title]);
	return (
		<div className={styles.lab}>
			<LabHeader />
			<Strips />
			{hasRun && !failed ? (
				<div className={styles.body}>
					<main className={styles.views} data-large={large} data-pair={pair} onContextMenu={menu.onContextMenu}>
						<div className={styles.stage} id="panel-stage" tabIndex={-1} hidden={large}>
							{pair ? (
								<Suspense>
									<PairStages />
								</Suspense>
							) : (
								<Stage />
							)}
						</div>
						<div className={styles.time}>
							<Narration />
							<Transport />
						</div>
						<Panels />
						<Suspense>{menu.asked && <FaultMenu asked={menu.asked} onClose={menu.close} />}</Suspense>
					</main>
					{!narrow && (
						<aside className={styles.inspector} aria-label="Inspector">
							<Inspector />
						</aside>
					)}
				</div>
			) : (
				<RunState />
			)}
			<LabDialogs />
		</div>
	);
}
