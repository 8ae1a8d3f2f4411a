import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { nameField, wordField } from "../fields.ts";

const FAULTS = ["expired", "wrong-host", "self-signed", "untrusted"] as const;

/** What is wrong with a certificate. */
export type CertificateTrouble = (typeof FAULTS)[number];

/** A server shows a certificate that nobody should believe. */
export interface CertificateFault {
	readonly certificate: CertificateTrouble;
	readonly of: string;
}

export type WrittenCertificate<Node extends string = string> = {
	readonly certificate: CertificateTrouble;
	readonly of: Node;
};

export const certificate: Descriptor<CertificateFault, WrittenCertificate> = {
	name: "certificate",
	what: "A server shows a certificate that nobody should believe, over every secured link to it: its time is over (`expired`), it is another host's (`wrong-host`), it vouches for itself (`self-signed`), or nobody knows who vouches for it (`untrusted`). Whoever asks refuses the connection, and sends nothing.",
	example: "{ certificate: expired, of: api }",
	defaults: {},
	schema: z.strictObject({ certificate: wordField(FAULTS), of: nameField }),
};
