import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { followTheLab, goTo, measureIfAsked } from "./conductor.ts";
import { type LabAddress, writeLabAddress } from "./lab-address.ts";
import { lookForServer, type Session, useSession } from "./session.ts";
import { type LabState, labNow, useLab } from "./store.ts";

/** Browsers allow about a hundred changes of the address in half a minute. */
const REST_MS = 400;

/** Keeps the address and the lab in step: what one says, the other shows. */
export function useAddress(id: string, address: LabAddress): void {
	const router = useRouter();
	/** The last address that the lab itself has written: not one to go to. */
	const written = useRef<string | undefined>(undefined);

	useEffect(() => {
		void lookForServer().then(measureIfAsked);
		return followTheLab();
	}, []);

	useEffect(() => {
		const text = `${id}?${writeLabAddress(address)}`;
		if (text === written.current) return;
		written.current = text;
		void goTo(id, address);
	}, [id, address]);

	useEffect(() => {
		const write = (replace: boolean): void => {
			const session = useSession.getState();
			if (session.simulated.is !== "ready" || session.id !== id) return;
			const search = addressOf(session, labNow());
			const text = `${id}?${writeLabAddress(search)}`;
			if (text === written.current) return;
			written.current = text;
			void router.navigate({ to: "/lab/$id", params: { id }, search, replace });
		};
		let rest: ReturnType<typeof setTimeout> | undefined;
		const leaveLab = useLab.subscribe((now, before) => {
			if (now.cursor === before.cursor || now.playing) return;
			clearTimeout(rest);
			rest = setTimeout(() => write(true), REST_MS);
		});
		const leaveSession = useSession.subscribe((now, before) => {
			const done = now.simulated.is === "ready" && before.simulated.is !== "ready";
			const chosen = now.world !== before.world || (now.beside !== before.beside && now.id === before.id);
			if (done || chosen) write(sameQuestion(now, written.current));
		});
		return () => {
			clearTimeout(rest);
			leaveLab();
			leaveSession();
		};
	}, [id, router]);
}

function addressOf(session: Session, lab: LabState): LabAddress {
	const { seed, faults, world, packed, beside } = session;
	return {
		faults,
		world,
		...(seed === undefined ? {} : { seed }),
		...(packed === undefined ? {} : { packed }),
		...(beside.length === 0 ? {} : { beside }),
		...(lab.cursor.seq < 0 ? {} : { timeNs: lab.cursor.timeNs }),
	};
}

/** Whether the address asks for the same run already: then it is put right rather than followed by another. */
function sameQuestion(session: Session, written: string | undefined): boolean {
	const { seed, faults, world, packed, beside } = session;
	const question = writeLabAddress({
		faults,
		world,
		...(seed === undefined ? {} : { seed }),
		...(packed === undefined ? {} : { packed }),
		...(beside.length === 0 ? {} : { beside }),
	});
	return (
		written
			?.replace(/[?&]t=\d+ns$/, "")
			.replace(/[?&]play=yes$/, "")
			.replace(/^[^?]*\??/, "") === question
	);
}
