import { type Card, cardOf } from "./card.ts";

/** One scenario of the gallery. */
export interface GalleryScenario extends Card {
	/** The name of its file without the ending. */
	readonly id: string;
	readonly text: string;
}

const files = import.meta.glob<string>("../../../../scenarios/*.yaml", {
	// Another address than where the lab takes them one by one: here all are one piece.
	query: "?raw&gallery",
	import: "default",
	eager: true,
});

export const galleryScenarios: readonly GalleryScenario[] = Object.entries(files).map(([path, text]) => ({
	id: path.slice(path.lastIndexOf("/") + 1, -".yaml".length),
	text,
	...cardOf(text),
}));
