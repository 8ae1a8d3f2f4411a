/** What one end puts in and the other takes out, in order. */
export interface Mailbox<Item> {
	put(item: Item): void;
	/** No more comes. */
	end(): void;
	/** For one reader. */
	readonly all: AsyncIterable<Item>;
}

export function createMailbox<Item>(): Mailbox<Item> {
	const items: Item[] = [];
	let isEnded = false;
	let wake: () => void = () => undefined;

	async function* all(): AsyncIterable<Item> {
		for (;;) {
			const next = items.shift();
			if (next !== undefined) yield next;
			else if (isEnded) return;
			else
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
		}
	}

	return {
		put(item) {
			items.push(item);
			wake();
		},
		end() {
			isEnded = true;
			wake();
		},
		all: all(),
	};
}
