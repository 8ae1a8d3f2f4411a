import { useNavigate } from "@tanstack/react-router";
import { packText } from "../packed-text.ts";

/** @param beside settings of what is to stand beside; absent where nothing is */
type OpenFaults = (faults: readonly string[], beside?: readonly string[]) => Promise<void>;

/** Opens the lab with the scenario without faults of its own, and with those of a cell. */
export function useOpenFaults(text: string, seed: number): OpenFaults {
	const navigate = useNavigate();
	return async (faults, beside = []) => {
		const packed = await packText(text);
		const search = { packed, seed, faults, world: "simulated" as const, ...(beside.length === 0 ? {} : { beside }) };
		await navigate({ to: "/lab/$id", params: { id: "own" }, search });
	};
}
