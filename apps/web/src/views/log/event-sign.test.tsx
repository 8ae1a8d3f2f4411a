import type { Belief, TraceEvent } from "@roundtrip/model";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { EventSign } from "./event-sign.tsx";

test("what a client believes has a shape of its own for each belief", () => {
	const sign = (belief: Belief): string => {
		const data = { belief, why: "answered" } as const;
		const event: TraceEvent = {
			seq: 0,
			at: 0,
			node: "phone",
			kind: "settled",
			causes: [],
			exchange: 1,
			attempt: 1,
			call: "e1.1",
			data,
		};
		return renderToStaticMarkup(<EventSign event={event} />).replace(/ style="[^"]*"/, "");
	};
	expect(new Set((["ok", "failed", "unknown"] as const).map(sign)).size).toBe(3);
});
