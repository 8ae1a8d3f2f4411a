import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { MarkedText } from "./marked-text.tsx";

it.each([
	["Look at `e1`: it happened twice.", "Look at <code>e1</code>: it happened twice."],
	["`a` and `b`", "<code>a</code> and <code>b</code>"],
	["no code", "no code"],
	["one ` alone, <b> as it is", "one ` alone, &lt;b&gt; as it is"],
])("%j is shown as %j", (text, expected) => {
	expect(renderToStaticMarkup(<MarkedText text={text} />)).toBe(expected);
});
