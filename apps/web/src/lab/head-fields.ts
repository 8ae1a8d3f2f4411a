/** The head of a message, taken apart. */
export interface Head {
	readonly startLine: string;
	readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** Splits a head at its line ends; what has no colon is shown as a value without a name. */
export function headOf(head: string): Head {
	const [startLine = "", ...lines] = head.split("\r\n");
	return {
		startLine,
		fields: lines
			.filter((line) => line !== "")
			.map((line) => {
				const colon = line.indexOf(":");
				return colon < 0
					? { name: "", value: line }
					: { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
			}),
	};
}
