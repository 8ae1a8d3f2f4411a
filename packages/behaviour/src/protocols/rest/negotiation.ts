import type { HttpReply, HttpRequest } from "../../messages/http-message.ts";
import { combinedField } from "./fields.ts";
import { encodingQuality, languageQuality, mediaQuality, preferencesOf } from "./preference.ts";
import { problemReply } from "./problem.ts";

/** One of the forms that a content is there in. */
export interface Representation {
	/** Its media type, such as `application/json`. */
	readonly type: string;
	/** `gzip`, `br`; none is `identity`. */
	readonly encoding?: string;
	/** Its language tag, such as `de-CH`. */
	readonly language?: string;
}

export interface Negotiated<Form extends Representation> {
	/** Undefined where the client accepts none of them: 406. */
	readonly chosen: Form | undefined;
	/** Fields of the request that the choice depends on, for Vary; empty where it depends on none. */
	readonly vary: readonly string[];
}

/**
 * The form that suits a client best, the first of them where several do (RFC 9110, section 12.4 and 12.5). No form is
 * turned down for its language alone, unless the client says that it doesn't want it: a foreign text is better than none.
 */
export function negotiate<Form extends Representation>(
	{ fields }: HttpRequest,
	forms: readonly Form[],
): Negotiated<Form> {
	const types = preferencesOf(combinedField(fields, "accept"));
	const encodings = preferencesOf(combinedField(fields, "accept-encoding"));
	const languages = preferencesOf(combinedField(fields, "accept-language"));
	let chosen: Form | undefined;
	let best = 0;
	for (const form of forms) {
		const quality =
			mediaQuality(types, form.type) *
			encodingQuality(encodings, form.encoding ?? "identity") *
			languageQuality(languages, form.language);
		if (quality > best) [chosen, best] = [form, quality];
	}
	return { chosen, vary: varyOf(forms) };
}

export function notAcceptable(forms: readonly Representation[]): HttpReply {
	const types = [...new Set(forms.map(({ type }) => type))];
	return problemReply({ status: 406, detail: "There is none in a form that is accepted.", more: { types } });
}

function varyOf(forms: readonly Representation[]): readonly string[] {
	const differ = (of: (form: Representation) => string | undefined): boolean => new Set(forms.map(of)).size > 1;
	return [
		...(differ(({ type }) => type) ? ["accept"] : []),
		...(differ(({ encoding }) => encoding) ? ["accept-encoding"] : []),
		...(differ(({ language }) => language) ? ["accept-language"] : []),
	];
}
