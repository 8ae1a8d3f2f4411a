import {
	type KeyboardEvent,
	type ReactElement,
	type RefObject,
	useEffect,
	useLayoutEffect,
	useMemo,
	useRef,
	useState,
} from "react";
import { labNow, useLab } from "../store.ts";
import styles from "./fault-menu.module.css";
import { faultText } from "./fault-text.ts";
import { offeredFaults } from "./offered-faults.ts";
import { strikes } from "./place.ts";
import type { AskedMenu } from "./use-fault-menu.ts";

interface FaultMenuProps {
	readonly asked: AskedMenu;
	readonly onClose: () => void;
}

/** From the borders of the page, in pixels. */
const MARGIN = 8;

/** What can break where the pointer is: one click adds the fault, and the run is made anew. */
export function FaultMenu({ asked: { place, x, y }, onClose }: FaultMenuProps): ReactElement {
	const ref = useRef<HTMLDivElement>(null);
	const [at, setAt] = useState({ left: x, top: y });
	const scenario = useLab((lab) => lab.run?.trace.header.scenario);
	const faults = useLab((lab) => lab.faults);
	const offered = useMemo(() => (scenario === undefined ? [] : offeredFaults(place, scenario)), [place, scenario]);
	const added = faults.filter((fault) => strikes(fault, place));
	useLayoutEffect(() => {
		const { width = 0, height = 0 } = ref.current?.getBoundingClientRect() ?? {};
		const within = (from: number, size: number, room: number): number =>
			Math.max(MARGIN, Math.min(from, room - size - MARGIN));
		setAt({ left: within(x, width, innerWidth), top: within(y, height, innerHeight) });
	}, [x, y]);
	useFocusWithin(ref, onClose);
	const choose = (act: () => void): void => {
		onClose();
		act();
	};
	return (
		<div
			ref={ref}
			className={styles.menu}
			style={at}
			role="menu"
			tabIndex={-1}
			aria-label={`What if: ${place.id}`}
			onKeyDown={(event) => moveByKey(event, onClose)}
		>
			<p className={styles.title} role="presentation">
				What if: <code>{place.id}</code>
			</p>
			{added.map((fault) => (
				<button
					key={faultText(fault)}
					type="button"
					role="menuitem"
					tabIndex={-1}
					className={styles.item}
					onClick={() => choose(() => labNow().removeFault(faults.indexOf(fault)))}
				>
					Undo <code>{faultText(fault)}</code>
				</button>
			))}
			{offered.map(({ label, what, fault }) => (
				<button
					key={label}
					type="button"
					role="menuitem"
					tabIndex={-1}
					className={styles.item}
					title={what}
					onClick={() => choose(() => labNow().addFault(fault))}
				>
					{label}
				</button>
			))}
			{offered.length + added.length === 0 && (
				<button type="button" role="menuitem" tabIndex={-1} className={styles.item} onClick={onClose}>
					Nothing can break here
				</button>
			)}
		</div>
	);
}

/** Takes the focus while it is there, gives it back, and is closed by a press anywhere else. */
function useFocusWithin(ref: RefObject<HTMLElement | null>, onClose: () => void): void {
	useEffect(() => {
		const before = document.activeElement;
		itemsIn(ref.current)[0]?.focus();
		const press = ({ target }: Event): void => {
			if (target instanceof Node && ref.current?.contains(target) !== true) onClose();
		};
		addEventListener("pointerdown", press, { capture: true });
		addEventListener("scroll", press, { capture: true });
		return () => {
			removeEventListener("pointerdown", press, { capture: true });
			removeEventListener("scroll", press, { capture: true });
			if (before instanceof HTMLElement || before instanceof SVGElement) before.focus({ preventScroll: true });
		};
	}, [ref, onClose]);
}

function itemsIn(menu: HTMLElement | null): readonly HTMLElement[] {
	return [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
}

function moveByKey(event: KeyboardEvent<HTMLDivElement>, onClose: () => void): void {
	const items = itemsIn(event.currentTarget);
	const now = document.activeElement instanceof HTMLElement ? items.indexOf(document.activeElement) : -1;
	const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
	if (event.key === "Escape" || event.key === "Tab") onClose();
	else if (to !== undefined) items.at(to % items.length)?.focus();
	else return;
	event.preventDefault();
	event.stopPropagation();
}
