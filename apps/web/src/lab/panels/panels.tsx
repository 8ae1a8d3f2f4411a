import { lazy, type ReactElement, type ReactNode, Suspense, useEffect } from "react";
import { IconButton } from "../../design/button.tsx";
import { useMedia } from "../../design/media.ts";
import { Tabs } from "../../design/tabs.tsx";
import { Sequence } from "../../views/sequence/sequence.tsx";
import { Waterfall } from "../../views/waterfall/waterfall.tsx";
import { Inspector } from "../inspector/inspector.tsx";
import { NARROW, type Panel, useLayout, WIDE } from "../layout.ts";
import { useSession } from "../session.ts";
import { useLab } from "../store.ts";
import styles from "./panels.module.css";

/** What is not seen at first is loaded when it is. */
const EventLog = lazy(async () => ({ default: (await import("../../views/log/event-log.tsx")).EventLog }));
const PacketView = lazy(async () => ({ default: (await import("../../views/packets/packet-view.tsx")).PacketView }));
const BesidePanel = lazy(async () => ({ default: (await import("../beside/beside-panel.tsx")).BesidePanel }));
const Comparison = lazy(async () => ({ default: (await import("../world/comparison.tsx")).Comparison }));

interface PanelView {
	readonly name: string;
	readonly view: ReactNode;
}

const views: Readonly<Record<Panel, PanelView>> = {
	sequence: { name: "Sequence", view: <Sequence /> },
	waterfall: { name: "Waterfall", view: <Waterfall /> },
	packets: { name: "Packets", view: <PacketView /> },
	events: { name: "Events", view: <EventLog /> },
	beside: { name: "Beside", view: <BesidePanel /> },
	comparison: { name: "Comparison", view: <Comparison /> },
	inspector: { name: "Inspector", view: <Inspector /> },
};

/** The views below the stage: where there is room, the sequence stands beside the others; else all are tabs. */
export function Panels(): ReactElement {
	const wide = useMedia(WIDE);
	const narrow = useMedia(NARROW);
	const large = useLayout((layout) => layout.large);
	const both = useSession((session) => session.world !== "simulated");
	const besides = useSession((session) => session.beside.length > 0);
	const tabs: readonly Panel[] = [
		...(wide && !besides ? [] : (["sequence"] as const)),
		...(besides ? (["beside"] as const) : []),
		"waterfall",
		"packets",
		"events",
		...(both ? (["comparison"] as const) : []),
		...(narrow ? (["inspector"] as const) : []),
	];
	// Two runs beside each other need all the room.
	const beside = wide && !large && !besides;
	// One tree for all widths, so that a view keeps what was chosen in it when the room changes.
	return (
		<div className={styles.panels} data-beside={beside}>
			{beside && (
				<section className={styles.fixed} aria-label="Sequence">
					<h2 className="visually-hidden">Sequence</h2>
					<div className={styles.panel} id="panel-sequence" tabIndex={-1}>
						<Sequence />
					</div>
				</section>
			)}
			<TabbedPanels tabs={tabs} />
		</div>
	);
}

/** Where the inspector is a tab, that something is selected must be seen without opening it. */
function SelectionName(): ReactElement | null {
	const selection = useLab((lab) => lab.selection);
	if (selection === null) return null;
	const name = selection.kind === "event" ? `event ${selection.id + 1}` : selection.id;
	return <>: {selection.kind === "exchange" ? `exchange ${selection.id}` : name}</>;
}

function TabName({ tab }: { readonly tab: Panel }): ReactElement {
	return (
		<>
			{views[tab].name}
			{tab === "inspector" && <SelectionName />}
		</>
	);
}

/** Gives the open view the room of the stage and the sequence, and gives it back. */
function RoomButton(): ReactElement {
	const large = useLayout((layout) => layout.large);
	const setLarge = useLayout((layout) => layout.setLarge);
	return (
		<span className={styles.room}>
			<IconButton
				icon={large ? "shrink" : "enlarge"}
				label={large ? "Show the stage again" : "More room for this view"}
				keys="F"
				onClick={() => setLarge(!large)}
			/>
		</span>
	);
}

function TabbedPanels({ tabs }: { readonly tabs: readonly Panel[] }): ReactElement {
	const panel = useLayout((layout) => layout.panel);
	const open = useLayout((layout) => layout.open);
	const both = useSession((session) => session.world === "both");
	const besides = useSession((session) => session.beside.length > 0);
	useEffect(() => {
		if (both) open("comparison");
	}, [both, open]);
	useEffect(() => {
		if (besides) open("sequence");
	}, [besides, open]);
	const shown = tabs.includes(panel) ? panel : (tabs[0] ?? "waterfall");
	return (
		<Tabs
			label="Views of the run"
			tabs={tabs.map((tab) => ({ value: tab, name: <TabName tab={tab} /> }))}
			value={shown}
			onChange={open}
			end={<RoomButton />}
		>
			<div className={styles.view} id={`panel-${shown}`} tabIndex={-1}>
				<Suspense>{views[shown].view}</Suspense>
			</div>
		</Tabs>
	);
}
