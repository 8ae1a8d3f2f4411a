import type { ReactElement } from "react";

/** Drawn on a 16 px grid in the colour of the text. */
const shapes = {
	play: <path d="M4.5 2.8v10.4L13 8z" fill="currentColor" stroke="none" />,
	pause: <path d="M4 3h2.75v10H4zM9.25 3H12v10H9.25z" fill="currentColor" stroke="none" />,
	toStart: <path d="M3.5 3v10M12.5 3.5 6.5 8l6 4.5z" />,
	toEnd: <path d="M12.5 3v10M3.5 3.5l6 4.5-6 4.5z" />,
	eventBack: <path d="M10 3.5 5 8l5 4.5" />,
	eventForward: <path d="m6 3.5 5 4.5-5 4.5" />,
	messageBack: <path d="M8 3.5 3 8l5 4.5M13 3.5 8 8l5 4.5" />,
	messageForward: <path d="m3 3.5 5 4.5-5 4.5M8 3.5 13 8l-5 4.5" />,
	close: <path d="m4 4 8 8M12 4l-8 8" />,
	plus: <path d="M8 3v10M3 8h10" />,
	minus: <path d="M3 8h10" />,
	check: <path d="m3 8.5 3.2 3.2L13 4.8" />,
	unknown: <path d="M5.5 6A2.5 2.5 0 0 1 8 3.5 2.5 2.5 0 0 1 10.5 6c0 1.8-2.5 1.9-2.5 3.6M8 12.4v.1" />,
	copy: <path d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z" />,
	sun: (
		<path d="M8 5.2A2.8 2.8 0 1 1 8 10.8 2.8 2.8 0 0 1 8 5.2M8 1.2v1.4M8 13.4v1.4M1.2 8h1.4M13.4 8h1.4M3.2 3.2l1 1M11.8 11.8l1 1M3.2 12.8l1-1M11.8 4.2l1-1" />
	),
	moon: <path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z" />,
	system: <path d="M2 3h12v8H2zM6 13.5h4M8 11v2.5" />,
	enlarge: <path d="M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5l-4.5 4.5M2.5 13.5 7 9" />,
	shrink: <path d="M13 7H9V3M3 9h4v4M9 7l4.5-4.5M7 9l-4.5 4.5" />,
	edit: <path d="m9.8 3.4 2.8 2.8M3 13l.6-3.2 7.1-7.1a1 1 0 0 1 1.4 0l1.2 1.2a1 1 0 0 1 0 1.4l-7.1 7.1z" />,
	beside: <path d="M2.5 2.5h11v4.5h-11zM2.5 9h11v4.5h-11z" />,
	bars: <path d="M2.5 3.5h11M2.5 8h6M2.5 12.5h8.5" />,
	file: <path d="M4 1.8h5L12.2 5v9.2H4zM9 1.8V5h3.2" />,
} as const;

export type IconName = keyof typeof shapes;

/** A picture beside or instead of a word; whoever uses it alone names its button. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): ReactElement {
	return (
		<svg
			aria-hidden="true"
			focusable="false"
			width={size}
			height={size}
			viewBox="0 0 16 16"
			fill="none"
			stroke="currentColor"
			strokeWidth="1.5"
			strokeLinecap="round"
			strokeLinejoin="round"
		>
			{shapes[name]}
		</svg>
	);
}
