/// <reference types="vite/client" />
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { runOf } from "../fixture.ts";
import { Legend } from "./legend.tsx";
import { presentParts } from "./present-parts.ts";

test("the legend tells only the parts that the run has", () => {
	const plain = renderToStaticMarkup(<Legend present={presentParts(runOf())} other={undefined} />);
	expect(plain).toContain("opens a connection");
	expect(plain).not.toContain("no answer comes");
	const lossy = runOf({ faults: "{ lose: response, on: phone -> bank, nth: 1 }" });
	const told = renderToStaticMarkup(<Legend present={presentParts(lossy)} other="real" />);
	expect(told).toContain("no answer comes");
	expect(told).toContain("waits to try again");
	expect(told).toContain("thin, below: real");
});
