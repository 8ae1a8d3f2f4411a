import { formatDuration, formatPercent } from "@roundtrip/analysis";
import { type LinkName, linkEnds, type Nanoseconds, printQuantity, rate } from "@roundtrip/model";
import { type ReactElement, useCallback, useMemo } from "react";
import type { Place } from "../faults/place.ts";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import { Fact, Facts, Go, PanelHead, Section } from "./parts.tsx";
import { WhatIf } from "./what-if.tsx";

/** One link: what the scenario says of it, what has travelled over it, and what could go wrong with it. */
export function LinkPanel({ run, link }: { readonly run: Run; readonly link: LinkName }): ReactElement {
	const select = useLab((lab) => lab.select);
	const { scenario } = run.trace.header;
	const spec = scenario.links[link];
	const { from, to } = linkEnds(link);
	const placeAt = useCallback((atNs: Nanoseconds): Place => ({ is: "link", id: link, atNs }), [link]);
	const messages = useMemo(() => run.messages.filter((each) => each.link === link), [run, link]);
	const lost = messages.filter((each) => each.lost !== undefined).length;
	return (
		<>
			<PanelHead kind="Link" title={link} />
			<Section title="As the scenario says">
				<Facts>
					<Fact name="Asks, is asked">
						<Go onClick={() => select({ kind: "node", id: from }, run)}>{from}</Go> →{" "}
						<Go onClick={() => select({ kind: "node", id: to }, run)}>{to}</Go>
					</Fact>
					{spec && (
						<>
							<Fact name="There and back">{formatDuration(spec.rtt)}</Fact>
							<Fact name="Rate">{spec.rate === undefined ? "without limit" : printQuantity(spec.rate, rate)}</Fact>
							<Fact name="Loses">
								{spec.loss === undefined || spec.loss === 0
									? "nothing"
									: `${formatPercent(spec.loss / 1e6)} of packets`}
							</Fact>
							<Fact name="Spoken over it">{[spec.over, spec.tls && `TLS ${spec.tls}`].filter(Boolean).join(", ")}</Fact>
						</>
					)}
					<Fact name="Messages">
						{messages.length}
						{lost > 0 && `, ${lost} of them lost`}
					</Fact>
				</Facts>
			</Section>
			<WhatIf placeAt={placeAt} scenario={scenario} takesMore />
		</>
	);
}
