import { EVENT_KINDS } from "@roundtrip/model";
import { expect, test } from "vitest";
import { kindGroups } from "./kind-groups.ts";

test("every kind of event is in exactly one group", () => {
	for (const kind of EVENT_KINDS) {
		const groups = kindGroups.filter(({ kinds }) => kinds.has(kind));
		expect(
			groups.map(({ name }) => name),
			kind,
		).toHaveLength(1);
	}
});
