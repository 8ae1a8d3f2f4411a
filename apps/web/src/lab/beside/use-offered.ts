import type { OfferedAlternative, Wish } from "@roundtrip/explorer";
import { useEffect } from "react";
import { create } from "zustand";
import { startThread } from "../../simulation/thread.ts";
import { useSession } from "../session.ts";

interface Offered {
	/** The scenario that was asked about. */
	readonly text: string | undefined;
	/** Undefined until it is known. */
	readonly alternatives: readonly OfferedAlternative[] | undefined;
}

const useStore = create<Offered>()(() => ({ text: undefined, alternatives: undefined }));

/** What the scenario's clients and servers could do otherwise: found once for each scenario; undefined until it is. */
export function useOffered(): readonly OfferedAlternative[] | undefined {
	const text = useSession((session) => session.text);
	const alternatives = useStore((offered) => (offered.text === text ? offered.alternatives : undefined));
	useEffect(() => {
		if (text !== undefined && useStore.getState().text !== text) void find(text);
	}, [text]);
	return alternatives;
}

async function find(text: string): Promise<void> {
	useStore.setState({ text, alternatives: undefined });
	const thread = startThread();
	const found = await Promise.race([thread.remote.alternatives(text), thread.broken.then(() => [])]);
	thread.end();
	if (useStore.getState().text === text) useStore.setState({ alternatives: found });
}

/** One change in words, with its settings. */
export interface NamedWish extends Wish {
	/** Of the alternative; absent where the settings are no alternative that is offered. */
	readonly name?: string;
}

/** Settings in the words of what is offered; those that aren't stand for themselves. */
export function namedWishes(settings: readonly string[], offered: readonly OfferedAlternative[]): readonly NamedWish[] {
	const rest = new Set(settings);
	const named = offered.flatMap(({ name, wishes }): readonly NamedWish[] => {
		const wish = wishes
			.toSorted((a, b) => b.settings.length - a.settings.length)
			.find((each) => each.settings.every((setting) => rest.has(setting)));
		if (wish === undefined) return [];
		for (const setting of wish.settings) rest.delete(setting);
		return [{ ...wish, name }];
	});
	return [...named, ...[...rest].map((setting) => ({ text: shortened(setting), settings: [setting] }))];
}

/** A path says enough where its value is a whole route. */
const LONGEST_VALUE = 24;

function shortened(setting: string): string {
	const equals = setting.indexOf("=");
	return setting.length - equals > LONGEST_VALUE ? `${setting.slice(0, equals)}=…` : setting;
}
