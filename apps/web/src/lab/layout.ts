import { create } from "zustand";

/** What the lower part of the lab can show. On narrow screens the inspector is one of them. */
export type Panel = "sequence" | "waterfall" | "packets" | "events" | "comparison" | "beside" | "inspector";

/** What can lie over the lab. */
export type LabDialog = "help" | "beside" | "pairs" | "lookalikes";

interface Layout {
	readonly panel: Panel;
	/** The open view has the room of the stage and the sequence too. */
	readonly large: boolean;
	/** What lies over the lab; null where nothing does. */
	readonly dialog: LabDialog | null;
	/** Those that have been asked for: each is loaded then and kept, so that it can give the focus back when it closes. */
	readonly asked: readonly LabDialog[];
	open(panel: Panel): void;
	setLarge(large: boolean): void;
	openDialog(dialog: LabDialog): void;
	closeDialog(): void;
}

/** Which panel is open; not part of the address, for it says nothing about the run. */
export const useLayout = create<Layout>()((set) => ({
	panel: "sequence",
	large: false,
	dialog: null,
	asked: [],
	open: (panel) => set({ panel }),
	setLarge: (large) => set({ large }),
	openDialog: (dialog) => set(({ asked }) => ({ dialog, asked: asked.includes(dialog) ? asked : [...asked, dialog] })),
	closeDialog: () => set({ dialog: null }),
}));

/** Room for the sequence beside another view. */
export const WIDE = "(min-width: 1240px)";
/** No room for the inspector beside the views. */
export const NARROW = "(max-width: 859px)";
