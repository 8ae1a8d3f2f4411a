import { useMemo } from "react";
import { useSession } from "../session.ts";
import { useLab } from "../store.ts";
import { besideChoice } from "./beside-choice.ts";
import { type NamedWish, namedWishes, useOffered } from "./use-offered.ts";

/** What is otherwise beside, change by change; nothing where it is another scenario. */
export function useWishes(): readonly NamedWish[] {
	const beside = useSession((session) => session.beside);
	const offered = useOffered();
	return useMemo(() => {
		const choice = besideChoice(beside);
		return choice.is === "settings" ? namedWishes(choice.settings, offered ?? []) : [];
	}, [beside, offered]);
}

/** What the run beside is called: by its changes, or by its title. */
export function useBesideName(): string {
	const wishes = useWishes();
	const title = useLab((lab) => lab.beside?.trace.header.scenario.title);
	return wishes.length === 0 ? (title ?? "") : wishes.map(({ text }) => text).join("; ");
}
