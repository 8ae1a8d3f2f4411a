import { Fragment, type ReactElement } from "react";

/** A text in which what stands between backticks is code, as scenarios write it in what they are about. */
export function MarkedText({ text }: { readonly text: string }): ReactElement {
	// With its group, the pattern gives the code at every second place.
	const parts = text.split(/`([^`\n]+)`/);
	return (
		<>
			{parts.map((part, at) => {
				const key = parts.slice(0, at).join("`").length;
				return at % 2 === 1 ? <code key={key}>{part}</code> : <Fragment key={key}>{part}</Fragment>;
			})}
		</>
	);
}
