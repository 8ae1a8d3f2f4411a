import { create } from "zustand";

/** What the lower part of the lab can show. On narrow screens the inspector is one of them. */
export type Panel = "sequence" | "waterfall" | "packets" | "events" | "comparison" | "beside" | "inspector";

interface Layout {
	readonly panel: Panel;
	/** The open view has the room of the stage and the sequence too. */
	readonly large: boolean;
	readonly helpOpen: boolean;
	/** True once the help has been opened: it is loaded then and kept. */
	readonly helpAsked: boolean;
	/** What may stand beside the run is being chosen. */
	readonly besideOpen: boolean;
	/** True once it has been: it is loaded then and kept. */
	readonly besideAsked: boolean;
	open(panel: Panel): void;
	setLarge(large: boolean): void;
	setHelpOpen(open: boolean): void;
	setBesideOpen(open: boolean): void;
}

/** Which panel is open; not part of the address, for it says nothing about the run. */
export const useLayout = create<Layout>()((set) => ({
	panel: "sequence",
	large: false,
	helpOpen: false,
	helpAsked: false,
	besideOpen: false,
	besideAsked: false,
	open: (panel) => set({ panel }),
	setLarge: (large) => set({ large }),
	setBesideOpen: (besideOpen) => set({ besideOpen, besideAsked: true }),
	setHelpOpen: (helpOpen) => set({ helpOpen, helpAsked: true }),
}));

/** Room for the sequence beside another view. */
export const WIDE = "(min-width: 1240px)";
/** No room for the inspector beside the views. */
export const NARROW = "(max-width: 859px)";
