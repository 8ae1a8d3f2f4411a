import type { ConversationFigures } from "@roundtrip/analysis";
import type { ComparedLink } from "@roundtrip/behaviour";

/** What was measured of one way of doing a workload; a figure that was not is absent. */
export type MeasuredFigures = Readonly<Partial<ConversationFigures>>;

interface MeasuredFile {
	readonly measured: {
		readonly date: string;
		readonly machine: string;
		readonly runtime: string;
		readonly runs: number;
	};
	readonly link: ComparedLink;
	readonly workloads: readonly {
		readonly name: string;
		readonly variants: readonly {
			readonly name: string;
			readonly over: string;
			readonly real: MeasuredFigures & { readonly cannot?: string };
		}[];
	}[];
}

const files = import.meta.glob<MeasuredFile>("../../../../fidelity/measured-protocols.json", {
	import: "default",
	eager: true,
});

/** Written by `scripts/measure-protocols.mjs`; undefined where nothing has been measured. */
export const measuredFile: MeasuredFile | undefined = Object.values(files)[0];

/** What was measured of a workload, by the names of its ways and what carries them; empty for other conditions. */
export function measuredFor(work: string, link: ComparedLink): ReadonlyMap<string, MeasuredFigures> {
	if (measuredFile === undefined || !wasMeasuredOver(link)) return new Map();
	const found = measuredFile.workloads.find(({ name }) => name === work);
	return new Map(
		found?.variants.flatMap(({ name, over, real }) =>
			real.cannot === undefined ? [[wayKey({ name, over }), real] as const] : [],
		),
	);
}

/** Whether these are the conditions under which was measured. */
function wasMeasuredOver({ rtt, rate, tls, isOpen }: ComparedLink): boolean {
	const { link } = measuredFile ?? {};
	return link !== undefined && isOpen !== true && link.rtt === rtt && link.rate === rate && link.tls === tls;
}

/** A way of doing a workload, within it. */
export function wayKey({ name, over }: { readonly name: string; readonly over: string }): string {
	return `${name}, ${over}`;
}
