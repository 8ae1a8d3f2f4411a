import type { Fault, Nanoseconds, Scenario } from "@roundtrip/model";
import { type ReactElement, type ReactNode, useDeferredValue, useEffect, useMemo, useState } from "react";
import { Button } from "../../design/button.tsx";
import { faultText } from "../faults/fault-text.ts";
import type { OfferedFault } from "../faults/offered-faults.ts";
import { type Place, strikes } from "../faults/place.ts";
import { labNow, useLab } from "../store.ts";
import { Section } from "./parts.tsx";
import styles from "./what-if.module.css";

interface WhatIfProps {
	/** What is broken, from a moment on; has to stay the same while it is the same. */
	readonly placeAt: (atNs: Nanoseconds) => Place;
	readonly scenario: Scenario;
	/** False: one fault here is all that makes sense. */
	readonly takesMore: boolean;
	/** Asks for how long a delay is to last, in the place of a button. */
	readonly children?: ReactNode;
}

/** What if this broke? Each kind of fault that can strike here; the run is made anew from the same seed, with it. */
export function WhatIf({ placeAt, scenario, takesMore, children }: WhatIfProps): ReactElement | null {
	const faults = useLab((lab) => lab.faults);
	const offer = useOffer();
	// Which faults can strike is looked up when the clock rests; when one is chosen, for the moment that it is then.
	const atNs = useDeferredValue(useRestingTime());
	const place = useMemo(() => placeAt(atNs), [placeAt, atNs]);
	const all = useMemo(() => offer?.faults(place, scenario), [offer, place, scenario]);
	const offered = children === undefined ? all : all?.filter(({ fault }) => !("delay" in fault));
	const add = ({ label, fault }: OfferedFault): void => {
		const { pause, addFault, cursor } = labNow();
		pause();
		const now = offer?.faults(placeAt(cursor.timeNs), scenario).find((each) => each.label === label);
		addFault(now?.fault ?? fault);
	};
	const added = faults.filter((fault) => strikes(fault, place));
	const offers = takesMore || added.length === 0;
	if (added.length === 0 && offered?.length === 0 && children === undefined) return null;
	return (
		<Section title="What if">
			{added.map((fault) => (
				<AddedFault key={faultText(fault)} fault={fault} />
			))}
			{offers && (
				<div className={styles.offers}>
					{(offered ?? []).map((each) => (
						<Button key={each.label} title={each.what} onClick={() => add(each)}>
							{each.label}
						</Button>
					))}
					{children}
				</div>
			)}
		</Section>
	);
}

function AddedFault({ fault }: { readonly fault: Fault }): ReactElement {
	const faults = useLab((lab) => lab.faults);
	const removeFault = useLab((lab) => lab.removeFault);
	return (
		<div className={styles.added}>
			<p>
				You added <code>{faultText(fault)}</code>
			</p>
			<Button onClick={() => removeFault(faults.indexOf(fault))}>Undo</Button>
		</div>
	);
}

type Offer = typeof import("../faults/offered-faults.ts").offeredFaults;

/** The grammar, which knows what can strike where, is loaded when it is first asked; undefined until it is there. */
function useOffer(): { readonly faults: Offer } | undefined {
	const [offer, setOffer] = useState<{ readonly faults: Offer }>();
	useEffect(() => {
		let isOver = false;
		const load = async (): Promise<void> => {
			const { offeredFaults } = await import("../faults/offered-faults.ts");
			if (!isOver) setOffer({ faults: offeredFaults });
		};
		void load();
		return () => {
			isOver = true;
		};
	}, []);
	return offer;
}

/** The time of the cursor, which stands still while the run plays. */
function useRestingTime(): Nanoseconds {
	const [atNs, setAtNs] = useState(() => labNow().cursor.timeNs);
	useEffect(
		() =>
			useLab.subscribe(({ playing, cursor }) => {
				if (!playing) setAtNs(cursor.timeNs);
			}),
		[],
	);
	return atNs;
}
