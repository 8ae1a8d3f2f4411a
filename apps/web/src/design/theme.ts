import { create } from "zustand";

export type Theme = "system" | "light" | "dark";

const KEY = "roundtrip-theme";
const order: readonly Theme[] = ["system", "light", "dark"];

function remembered(): Theme {
	try {
		return order.find((theme) => theme === localStorage.getItem(KEY)) ?? "system";
	} catch {
		// Storage may be forbidden; the choice then lasts as long as the page.
		return "system";
	}
}

function apply(theme: Theme): void {
	const root = document.documentElement;
	if (theme === "system") delete root.dataset.theme;
	else root.dataset.theme = theme;
}

interface ThemeState {
	readonly theme: Theme;
	/** On to the next of system, light, dark. */
	next(): void;
}

/** The chosen theme, remembered between visits. */
export const useTheme = create<ThemeState>()((set, get) => {
	const first = remembered();
	apply(first);
	return {
		theme: first,
		next: () => {
			const theme = order[(order.indexOf(get().theme) + 1) % order.length] ?? "system";
			apply(theme);
			try {
				localStorage.setItem(KEY, theme);
			} catch {
				// As above.
			}
			set({ theme });
		},
	};
});
