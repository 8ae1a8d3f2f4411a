import { TYPE_LIMITS } from "./limits.ts";

export const TYPE_NAME: RegExp = new RegExp(`^[A-Z][a-zA-Z0-9]{0,${TYPE_LIMITS.nameLength - 1}}$`);
export const FIELD_NAME: RegExp = new RegExp(`^[a-z][a-zA-Z0-9]{0,${TYPE_LIMITS.nameLength - 1}}$`);

/** Names that GraphQL gives a meaning of their own (its specification, sections 3.3 and 3.5). */
export const TAKEN: readonly string[] = [
	"Query",
	"Mutation",
	"Subscription",
	"Int",
	"Float",
	"String",
	"Boolean",
	"ID",
];

/** Whatever has a field of this name is a promise to JavaScript (ECMA-262, section 27.2.1.3.2). */
export const OF_PROMISES = "then";

export function isTypeName(text: string): boolean {
	return TYPE_NAME.test(text) && !TAKEN.includes(text);
}

export function isFieldName(text: string): boolean {
	return FIELD_NAME.test(text) && text !== OF_PROMISES;
}
