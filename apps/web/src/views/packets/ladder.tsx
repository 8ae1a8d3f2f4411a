import type { Nanoseconds } from "@roundtrip/model";
import { type KeyboardEvent, type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useMedia } from "../../design/media.ts";
import { useTheme } from "../../design/theme.ts";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import type { Connection } from "../connections/connection-book.ts";
import type { TimeWindow } from "../time/time-window.ts";
import { useSize } from "../use-size.ts";
import { busyStretches, fittingScale, foldedScale } from "./folded-scale.ts";
import { goToPacket } from "./go-to-packet.ts";
import styles from "./ladder.module.css";
import { LadderCanvas } from "./ladder-canvas.tsx";
import { ladderColumns } from "./ladder-columns.ts";
import { LadderCursor } from "./ladder-cursor.tsx";
import type { PacketLine } from "./packet-line.ts";
import { useLadderZoom } from "./use-ladder-zoom.ts";

interface LadderProps {
	readonly run: Run;
	readonly connection: Connection;
	readonly lines: readonly PacketLine[];
	/** How many times closer than at first. */
	readonly zoom: number;
	readonly onZoom: (zoom: number) => void;
	/** Told what part of the run is in sight. */
	readonly onSeen: (window: TimeWindow) => void;
}

const HEADER = 32;
/** At first, a round-trip has at least this height. */
const ROUND_TRIP_HEIGHT = 96;

/** The packets of one connection between two lifelines, time running downwards on the trace's own scale. */
export function Ladder({ run, connection, lines, zoom, onZoom, onSeen }: LadderProps): ReactElement {
	const [sizeRef, { width, height }] = useSize<HTMLElement>();
	const scrollerRef = useRef<HTMLElement>(null);
	const setScroller = useCallback(
		(element: HTMLElement | null) => {
			scrollerRef.current = element;
			return sizeRef(element);
		},
		[sizeRef],
	);
	const rttNs = run.trace.header.scenario.links[connection.link]?.rtt ?? 0;
	const busy = useMemo(() => busyStretches(lines, rttNs), [lines, rttNs]);
	const room = Math.max(0, height - HEADER);
	const scale = useMemo(() => {
		const first = Math.max(fittingScale(busy, room), ROUND_TRIP_HEIGHT / Math.max(1, rttNs || longest(busy)));
		return foldedScale(busy, first * zoom);
	}, [busy, room, rttNs, zoom]);
	const columns = useMemo(() => ladderColumns(width), [width]);
	const [every, setEvery] = useState(1);
	const theme = useTheme((state) => state.theme);
	const isDark = useMedia("(prefers-color-scheme: dark)");
	const isDense = useMedia("(min-resolution: 1.5dppx)");
	useLadderZoom(scrollerRef, scale, zoom, onZoom, HEADER);

	useEffect(() => {
		const element = scrollerRef.current;
		if (!element || room === 0) return undefined;
		const tell = (): void =>
			onSeen({ fromNs: scale.timeAt(element.scrollTop), toNs: scale.timeAt(element.scrollTop + room) });
		tell();
		element.addEventListener("scroll", tell, { passive: true });
		return () => element.removeEventListener("scroll", tell);
	}, [scale, room, onSeen]);

	const walk = (event: KeyboardEvent): void => {
		const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
		if (step !== undefined) {
			event.preventDefault();
			stepPacket(lines, step);
		} else if (event.key === "+" || event.key === "=") onZoom(zoom * 2);
		else if (event.key === "-") onZoom(zoom / 2);
	};
	return (
		<section
			className={styles.scroller}
			ref={setScroller}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
			tabIndex={0}
			data-keys="zoom"
			aria-label="Packets. Up and down go from packet to packet, plus and minus look closer and see more time."
			onKeyDown={walk}
		>
			{width > 0 && (
				<>
					<div className={styles.header} aria-hidden="true">
						<span style={{ left: columns.client }}>{connection.from}</span>
						<span style={{ left: columns.server }}>{connection.to}</span>
					</div>
					<div className={styles.body} style={{ height: Math.max(room, scale.height) }}>
						<LadderCanvas
							key={`${theme} ${isDark} ${isDense}`}
							lines={lines}
							scale={scale}
							columns={columns}
							height={room}
							scroller={scrollerRef}
							label={`${lines.length} packets between ${connection.from} and ${connection.to}; the table has them in words`}
							onPick={goToPacket}
							onDrawn={setEvery}
						/>
						<LadderCursor run={run} scale={scale} scroller={scrollerRef} />
					</div>
					{every > 1 && <p className={styles.thinned}>one of {every} packets is drawn; look closer to see all</p>}
				</>
			)}
		</section>
	);
}

function longest(busy: readonly { readonly fromNs: Nanoseconds; readonly toNs: Nanoseconds }[]): Nanoseconds {
	return Math.max(1, ...busy.map(({ fromNs, toNs }) => toNs - fromNs));
}

/** The next or previous packet of the connection, from the one that is selected, else from the moment. */
function stepPacket(lines: readonly PacketLine[], step: 1 | -1): void {
	const { selection, cursor } = useLab.getState();
	const chosen = selection?.kind === "event" ? lines.findIndex(({ seq }) => seq === selection.id) : -1;
	const passed = lines.findLastIndex(({ seq }) => seq <= cursor.seq);
	const next = chosen >= 0 ? chosen + step : step === 1 ? passed + 1 : passed;
	const line = lines[Math.max(0, Math.min(lines.length - 1, next))];
	if (line) goToPacket(line.seq);
}
