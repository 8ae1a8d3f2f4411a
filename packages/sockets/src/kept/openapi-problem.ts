import type { Scenario } from "@roundtrip/model";
import { PROBLEM_TYPE } from "./problem-body.ts";
import { problemName } from "./type-schemas.ts";

type Json = Readonly<Record<string, unknown>>;

/** An answer that says what went wrong. */
export function problemResponse({ types }: Pick<Scenario, "types">, description: string): Json {
	const schema = { $ref: `#/components/schemas/${problemName(types)}` };
	return { description, content: { [PROBLEM_TYPE]: { schema } } };
}
