import { membersOf, unquoted } from "./fields.ts";

/** One thing that a client accepts, and how much it likes it (RFC 9110, section 12.4.2). */
export interface Preference {
	/** In lower case. */
	readonly value: string;
	/** `name=value` of those before the weight, in lower case. */
	readonly parameters: readonly string[];
	/** 0 (not at all) to 1. */
	readonly quality: number;
}

/** A language that the client didn't name is better than nothing. */
const FOREIGN = 0.001;
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/** Undefined where the client has said nothing; a member that is malformed is left out. */
export function preferencesOf(value: string | undefined): readonly Preference[] | undefined {
	return value === undefined ? undefined : membersOf(value).flatMap((member) => preferenceOf(member) ?? []);
}

/** How much a media type is liked, by the range that fits it most closely (RFC 9110, section 12.5.1). */
export function mediaQuality(preferences: readonly Preference[] | undefined, type: string): number {
	if (preferences === undefined) return 1;
	const [name = "", ...parameters] = partsOf(type);
	return closest(preferences, (preference) => mediaFit(preference, name, parameters)) ?? 0;
}

/** `identity` is accepted unless it is turned down (RFC 9110, section 12.5.3). */
export function encodingQuality(preferences: readonly Preference[] | undefined, encoding: string): number {
	if (preferences === undefined) return 1;
	const named = closest(preferences, ({ value }) => (value === encoding ? 2 : value === "*" ? 1 : 0));
	return named ?? (encoding === "identity" ? 1 : 0);
}

/** A range fits the tags that it begins (RFC 4647, section 3.3.1, basic filtering). */
export function languageQuality(preferences: readonly Preference[] | undefined, language: string | undefined): number {
	if (preferences === undefined || language === undefined) return 1;
	const tag = language.toLowerCase();
	const fit = ({ value }: Preference): number => {
		if (value === "*") return 1;
		return tag === value || tag.startsWith(`${value}-`) ? 1 + value.length : 0;
	};
	return closest(preferences, fit) ?? FOREIGN;
}

function preferenceOf(member: string): Preference | undefined {
	const [value = "", ...rest] = partsOf(member);
	const weightAt = rest.findIndex((part) => part.startsWith("q="));
	const weight = weightAt < 0 ? "1" : (rest[weightAt] ?? "").slice(2);
	if (value === "" || !WEIGHT.test(weight)) return undefined;
	return { value, parameters: weightAt < 0 ? rest : rest.slice(0, weightAt), quality: Number(weight) };
}

function partsOf(value: string): readonly string[] {
	return value.split(";").map((part) => {
		const [name = "", ...rest] = part.trim().toLowerCase().split("=");
		return rest.length === 0 ? name : `${name}=${unquoted(rest.join("="))}`;
	});
}

function mediaFit({ value, parameters }: Preference, type: string, own: readonly string[]): number {
	if (value === "*/*") return 1;
	if (value.endsWith("/*")) return type.startsWith(value.slice(0, -1)) ? 2 : 0;
	const fits = value === type && parameters.every((parameter) => own.includes(parameter));
	return fits ? 3 + parameters.length : 0;
}

/** The quality of what fits most closely; undefined where nothing does. */
function closest(preferences: readonly Preference[], fit: (preference: Preference) => number): number | undefined {
	let best = 0;
	let quality: number | undefined;
	for (const preference of preferences) {
		const how = fit(preference);
		if (how > best) [best, quality] = [how, preference.quality];
	}
	return quality;
}
