import type { Content } from "../messages/content.ts";

/** An item that was published on a channel. */
export interface PublishedItem {
	/** From 1, in the order of publishing. */
	readonly number: number;
	readonly content: Content;
	/** The event of its publishing. */
	readonly cause: number;
}

/** The channels of one server: what was published stays for those who come back. A server that dies forgets it. */
export interface Channels {
	publish(channel: string, content: Content, cause: number): PublishedItem;
	/** Those after the item of this number that are still kept, in order. */
	since(channel: string, number: number): readonly PublishedItem[];
	/** The number of the last item; 0 before the first. */
	last(channel: string): number;
	/** Told of each item of the channel from now on; gives how to end that. */
	listen(channel: string, told: (item: PublishedItem) => void): () => void;
	/** Forgets everything and everyone, as a crash does. */
	reset(): void;
}

/** As many items as a channel keeps for those who come back. */
const KEPT = 1_000;

interface Channel {
	readonly items: PublishedItem[];
	count: number;
	readonly listeners: Set<(item: PublishedItem) => void>;
}

export function createChannels(): Channels {
	const channels = new Map<string, Channel>();

	function channelOf(name: string): Channel {
		const known = channels.get(name);
		if (known !== undefined) return known;
		const made: Channel = { items: [], count: 0, listeners: new Set() };
		channels.set(name, made);
		return made;
	}

	return {
		publish(name, content, cause) {
			const channel = channelOf(name);
			channel.count++;
			const item = { number: channel.count, content, cause };
			channel.items.push(item);
			if (channel.items.length > KEPT) channel.items.shift();
			// In the order in which they came; who comes while it is told waits for the next.
			for (const told of [...channel.listeners]) told(item);
			return item;
		},
		since: (name, number) => channelOf(name).items.filter((item) => item.number > number),
		last: (name) => channelOf(name).count,
		listen(name, told) {
			const { listeners } = channelOf(name);
			listeners.add(told);
			return () => listeners.delete(told);
		},
		reset: () => channels.clear(),
	};
}
