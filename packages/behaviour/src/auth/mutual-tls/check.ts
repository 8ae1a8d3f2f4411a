/** Who a client proved to be while its connection was secured. */
export interface ClientProof {
	/** Whether its chain leads to the authority that the server asks for, and is good now. */
	readonly isVouchedFor: boolean;
	/** The name in its certificate. */
	readonly name?: string;
}

/** A client that may ask, or why it may not. */
export type ClientCheck =
	| { readonly ok: true; readonly name: string }
	| { readonly ok: false; readonly why: "no-certificate" | "not-vouched-for" | "not-allowed" };

/** Authentication is over when the connection is open; here only remains who of those that are known may ask. */
export function checkClient({ isVouchedFor, name }: ClientProof, allowed: readonly string[]): ClientCheck {
	if (name === undefined) return { ok: false, why: "no-certificate" };
	if (!isVouchedFor) return { ok: false, why: "not-vouched-for" };
	return allowed.includes(name) ? { ok: true, name } : { ok: false, why: "not-allowed" };
}
