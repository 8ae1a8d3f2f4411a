import type { Role } from "@roundtrip/model";
import type { ReactElement } from "react";

/** On a 14 px grid. */
const glyphs: Readonly<Record<Role, ReactElement>> = {
	client: <path d="M3.5 1.5h7v11h-7zM6 10.5h2" />,
	cache: <path d="M2 4.5h10v7H2zM4 2.5h6M7.5 6 5.5 8.5h3L6.5 11" />,
	balancer: <path d="M2 7h3.5M5.5 7l4-4M5.5 7h4M5.5 7l4 4M9.5 3H12M9.5 7H12M9.5 11H12" />,
	server: <path d="M1.5 2.5h11v4h-11zM1.5 6.5h11v4h-11zM3.5 4.5h.01M3.5 8.5h.01M7 4.5h3.5M7 8.5h3.5" />,
	database: <path d="M2 3.5c0-2.6 10-2.6 10 0v7c0 2.6-10 2.6-10 0zM2 3.5c0 2.6 10 2.6 10 0M2 7c0 2.6 10 2.6 10 0" />,
};

/** The sign of a role, drawn in the colour of the text around it. */
export function NodeGlyph({ role, size = 14 }: { readonly role: Role; readonly size?: number }): ReactElement {
	return (
		<svg
			aria-hidden="true"
			focusable="false"
			width={size}
			height={size}
			viewBox="0 0 14 14"
			fill="none"
			stroke="currentColor"
			strokeWidth="1.25"
			strokeLinejoin="round"
			strokeLinecap="round"
		>
			{glyphs[role]}
		</svg>
	);
}
