/** Items that one puts in as they come, and another takes out when it wants to. */
export interface ItemQueue<Item> {
	put(item: Item): void;
	end(): void;
	/** What was put in before is still taken out. */
	fail(reason: Error): void;
	readonly length: number;
	/** @param left told once, when whoever takes them wants no more, or all are taken */
	items(left: () => void): AsyncGenerator<Item, void>;
}

export function createItemQueue<Item>(): ItemQueue<Item> {
	const waiting: Item[] = [];
	let state: "open" | "over" | Error = "open";
	let wake = (): void => undefined;

	return {
		put(item) {
			if (state === "open") waiting.push(item);
			wake();
		},
		end() {
			if (state === "open") state = "over";
			wake();
		},
		fail(reason) {
			if (state === "open") state = reason;
			wake();
		},
		get length() {
			return waiting.length;
		},
		async *items(left) {
			try {
				for (;;) {
					const item = waiting.shift();
					if (item !== undefined) {
						yield item;
						continue;
					}
					if (state === "over") return;
					if (state !== "open") throw state;
					await new Promise<void>((resolve) => {
						wake = resolve;
					});
				}
			} finally {
				state = "over";
				left();
			}
		},
	};
}
