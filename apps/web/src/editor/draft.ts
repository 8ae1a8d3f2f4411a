import { create } from "zustand";

const KEY = "roundtrip-draft";

interface Draft {
	/** An own scenario as it is being written. */
	readonly text: string;
	write(text: string): void;
}

function kept(): string {
	try {
		return sessionStorage.getItem(KEY) ?? "";
	} catch {
		return "";
	}
}

/** What a person has typed is never lost: it outlives leaving the page and loading it again. */
export const useDraft = create<Draft>()((set) => ({
	text: kept(),
	write: (text) => {
		try {
			sessionStorage.setItem(KEY, text);
		} catch {
			// Storage may be full or forbidden; the draft then lasts as long as the page.
		}
		set({ text });
	},
}));
