import { decodeUtf8 } from "@roundtrip/behaviour";
import type { FieldKind, Types } from "@roundtrip/model";

/** What a message in Protocol Buffers may be: a record of a type, a list of them, or a text. */
export type ProtoShape =
	| { readonly is: "record"; readonly type: string }
	| { readonly is: "list"; readonly type: string }
	| { readonly is: "payload" };

interface Field {
	readonly name: string;
	/** Of the record within it; undefined where it holds none. */
	readonly type?: string;
}

const INDENT = "  ";

/**
 * The fields of a message, a line each, named by the scenario's types: `1 title = "…"`. What is cut short ends with an
 * ellipsis.
 *
 * @param octets one character a byte
 */
export function protobufText(types: Types, shape: ProtoShape, octets: string): string {
	const fields = shape.is === "record" ? fieldsOf(types, shape.type) : [shapeField(shape)];
	return messageLines(types, fields, octets, "").join("\n");
}

function shapeField(shape: Exclude<ProtoShape, { is: "record" }>): Field {
	return shape.is === "list" ? { name: "items", type: shape.type } : { name: "payload" };
}

/** Their numbers are their places, from 1. */
function fieldsOf(types: Types, type: string): readonly Field[] {
	const kinds: readonly (readonly [string, FieldKind])[] = Object.entries(types[type] ?? {});
	return kinds.map(([name, kind]) => ("type" in kind ? { name, type: kind.type } : { name }));
}

function messageLines(types: Types, fields: readonly Field[], octets: string, indent: string): readonly string[] {
	const lines: string[] = [];
	let at = 0;
	while (at < octets.length) {
		const tag = varintAt(octets, at);
		if (tag === undefined) return [...lines, `${indent}…`];
		const number = Math.floor(tag.value / 8);
		const field = fields[number - 1] ?? { name: `field ${number}` };
		const start = `${indent}${number} ${field.name}`;
		const value = varintAt(octets, tag.end);
		if (value === undefined) return [...lines, `${start} …`];
		at = value.end;
		if (tag.value % 8 === 0) {
			lines.push(`${start} = ${value.value}`);
			continue;
		}
		const within = octets.slice(at, at + value.value);
		at += value.value;
		const isCut = at > octets.length;
		if (field.type !== undefined) {
			lines.push(`${start} {`, ...messageLines(types, fieldsOf(types, field.type), within, indent + INDENT));
			if (!isCut) lines.push(`${indent}}`);
		} else lines.push(`${start} = "${decodeUtf8(within).text}${isCut ? "…" : '"'}`);
	}
	return lines;
}

/** A number in groups of seven bits; undefined where its end has not come. */
function varintAt(octets: string, from: number): { readonly value: number; readonly end: number } | undefined {
	let value = 0;
	for (let at = from, weight = 1; at < octets.length; at++, weight *= 128) {
		const byte = octets.charCodeAt(at);
		value += (byte & 0x7f) * weight;
		if (byte < 0x80) return { value, end: at + 1 };
	}
	return undefined;
}
