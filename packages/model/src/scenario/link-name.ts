/** A link is named by its ends, such as `phone -> bank`: the asking node first. */
export type LinkName = string;

export function linkName(from: string, to: string): LinkName {
	return `${from} -> ${to}`;
}

/** The ends of a link whose name has been checked. */
export function linkEnds(name: LinkName): { readonly from: string; readonly to: string } {
	const [from = "", to = ""] = name.split(" -> ");
	return { from, to };
}
