import { type Card, cardOf } from "./card.ts";

/** One scenario of the gallery. */
export interface GalleryScenario extends Card {
	/** The name of its file without the ending. */
	readonly id: string;
	readonly text: string;
}

const files = import.meta.glob<string>("../../../../scenarios/*.yaml", {
	query: "?raw",
	import: "default",
	eager: true,
});

export const galleryScenarios: readonly GalleryScenario[] = Object.entries(files).map(([path, text]) => ({
	id: path.slice(path.lastIndexOf("/") + 1, -".yaml".length),
	text,
	...cardOf(text),
}));

/** The file of a scenario; undefined where the gallery has none of that name. */
export function galleryText(id: string): string | undefined {
	return galleryScenarios.find((scenario) => scenario.id === id)?.text;
}
