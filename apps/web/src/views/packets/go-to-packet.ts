import { useLab } from "../../lab/store.ts";

/** Moves the moment to a packet's sending and selects it. */
export function goToPacket(seq: number): void {
	const { pause, seekToEvent, select } = useLab.getState();
	pause();
	seekToEvent(seq);
	select({ kind: "event", id: seq });
}
