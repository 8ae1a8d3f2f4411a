import type { SequenceModel } from "./sequence-model.ts";

/** The part of a diagram that tells of one exchange: its messages, and the nodes that they touch. */
export function onlyExchange(model: SequenceModel, exchange: number): SequenceModel {
	const messages = model.messages.filter((flight) => flight.exchange === exchange);
	const openings = model.openings.filter((opening) => opening.exchange === exchange);
	const own = model.marks.filter((mark) => mark.exchange === exchange);
	const touched = new Set([...messages, ...openings].flatMap(({ from, to }) => [from, to]));
	for (const { node } of own) touched.add(node);
	const isShown = ({ node, exchange: of }: { readonly node: string; readonly exchange?: number }): boolean =>
		of === exchange || (of === undefined && touched.has(node));
	return {
		nodes: model.nodes.filter((node) => touched.has(node)),
		messages,
		openings,
		bars: model.bars.filter(isShown).map((bar) => ({ ...bar, lane: 0 })),
		marks: model.marks.filter(isShown),
		laneOf: () => 0,
	};
}
