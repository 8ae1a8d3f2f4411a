const MARKS = [
	"paper",
	"surface",
	"raised",
	"sunken",
	"line",
	"line-strong",
	"ink",
	"ink-2",
	"ink-3",
	"request",
	"response",
	"lost",
	"waiting",
	"effect",
	"handshake",
	"cache",
	"request-text",
	"response-text",
	"lost-text",
	"waiting-text",
	"effect-text",
	"handshake-text",
	"cache-text",
	"selected",
] as const;

export type ColourName = (typeof MARKS)[number];

/** The tokens of the design as a canvas takes them, with its two typefaces. */
export interface Palette {
	readonly colours: Readonly<Record<ColourName, string>>;
	readonly sans: string;
	readonly mono: string;
}

/** Reads the tokens where an element stands; a canvas can't resolve custom properties by itself. */
export function readPalette(element: HTMLElement): Palette {
	const probe = document.createElement("span");
	probe.hidden = true;
	element.append(probe);
	const resolved = (property: string, value: string): string => {
		probe.style.setProperty(property, value);
		return getComputedStyle(probe).getPropertyValue(property);
	};
	const colours = Object.fromEntries(MARKS.map((name) => [name, resolved("color", `var(--${name})`)]));
	const palette = {
		colours: colours as Record<ColourName, string>,
		sans: resolved("font-family", "var(--sans)"),
		mono: resolved("font-family", "var(--mono)"),
	};
	probe.remove();
	return palette;
}
