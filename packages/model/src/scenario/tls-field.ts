import { z } from "zod";
import { describe, type Field } from "./fields.ts";

export type TlsVersion = "1.2" | "1.3";

/** A version as it is written: YAML reads 1.3 as a number. */
export type WrittenTls = TlsVersion | 1.2 | 1.3;

const error = ({ input }: { readonly input?: unknown }): string => `${describe(input)} should be 1.2 or 1.3`;

export const tlsField: Field<TlsVersion, WrittenTls> = z.codec(
	z.union([z.literal([1.2, 1.3]), z.literal(["1.2", "1.3"])], { error }).meta({ description: "`1.2`, `1.3`" }),
	z.enum(["1.2", "1.3"]),
	{ decode: (version) => String(version) as TlsVersion, encode: (version) => Number(version) as 1.2 | 1.3 },
);
