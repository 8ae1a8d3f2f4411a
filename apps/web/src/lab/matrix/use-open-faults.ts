import { useNavigate } from "@tanstack/react-router";
import { packText } from "../packed-text.ts";

/** Opens the lab with the scenario without faults of its own, and with those of a cell. */
export function useOpenFaults(text: string, seed: number): (faults: readonly string[]) => Promise<void> {
	const navigate = useNavigate();
	return async (faults) => {
		const packed = await packText(text);
		await navigate({ to: "/lab/$id", params: { id: "own" }, search: { packed, seed, faults, world: "simulated" } });
	};
}
