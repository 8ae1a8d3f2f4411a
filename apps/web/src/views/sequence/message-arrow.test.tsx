/// <reference types="vite/client" />
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { runOf } from "../fixture.ts";
import { MessageArrow } from "./message-arrow.tsx";

const run = runOf({ faults: "{ lose: response, on: phone -> bank, nth: 1 }" });
const arrow = { x0: 0, y0: 0, x1: 100, y1: 20 };

function drawn(message: string, { isSelected = false, differs = false } = {}): string {
	const flight = run.messages.find((each) => each.message === message);
	if (!flight) throw new Error(`no message ${message}`);
	return renderToStaticMarkup(
		<svg>
			<title>A message</title>
			<MessageArrow {...{ run, flight, arrow, isSelected, differs }} label={undefined} isHovered={false} />
		</svg>,
	);
}

describe("an arrow of the sequence", () => {
	test("is a button that says who asks what of whom, and when it arrived", () => {
		expect(drawn("e1.1>")).toMatch(
			/role="button".*aria-label="request POST \/transfers from phone to bank, \d+ B, sent at 100 ms, arrived after 50 ms"/,
		);
	});

	test("says that it was lost, and has a cross instead of a head", () => {
		const lost = drawn("e1.1<");
		expect(lost).toMatch(/aria-label="response 201 Created from bank to phone, .* lost after 25 ms"/);
		expect(lost).toContain('class="_cross');
		expect(lost).not.toContain('class="_head');
	});

	test("tells requests from responses by the shape of the head, not by colour alone", () => {
		const head = (markup: string): string | undefined => / class="_head[^"]*" d="([^"]*)"/.exec(markup)?.[1];
		expect(head(drawn("e1.2>"))).toMatch(/z$/);
		expect(head(drawn("e1.2<"))).not.toMatch(/z$/);
	});

	test("is pressed while it is selected", () => {
		expect(drawn("e1.1>", { isSelected: true })).toContain('aria-pressed="true"');
	});

	test("says that the other run has it otherwise, and has a band behind it", () => {
		const marked = drawn("e1.1>", { differs: true });
		expect(marked).toContain("after 50 ms, not so in the other run");
		expect(marked).toContain('class="_differing');
		expect(drawn("e1.1>")).not.toContain("_differing");
	});
});
