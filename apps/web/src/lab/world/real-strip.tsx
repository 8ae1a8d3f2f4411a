import type { ReactElement } from "react";
import { Button } from "../../design/button.tsx";
import { cancelMeasurement, measureAgain } from "../conductor.ts";
import { runOf, useSession } from "../session.ts";
import { noRealWorld } from "./no-real-world.ts";
import styles from "./real-strip.module.css";

/** How far the real run is, as long as there is none to show though one is asked for. */
export function RealStrip(): ReactElement | null {
	const wanted = useSession((session) => session.world !== "simulated");
	const real = useSession((session) => session.real);
	const server = useSession((session) => session.server);
	const impossible = useSession(({ simulated }) => noRealWorld(runOf(simulated)?.trace.header.scenario));
	if (!wanted || real.is === "ready") return null;
	if (impossible !== undefined) {
		return (
			<section className={styles.strip} aria-label="Real run">
				<p className={styles.words}>{impossible}. Here is the simulated run.</p>
			</section>
		);
	}
	if (server.state === "absent") {
		return (
			<section className={styles.strip} aria-label="Real run">
				<p className={styles.words}>{server.why}. Here is the simulated run.</p>
			</section>
		);
	}
	if (real.is === "running") {
		return (
			<section className={styles.strip} aria-label="Real run" aria-busy="true">
				<p className={styles.words}>
					<span className={styles.sign} />
					Running on real sockets, in real time. Until it is done, here is the simulated run.
				</p>
				<Button onClick={cancelMeasurement}>Cancel</Button>
			</section>
		);
	}
	if (real.is === "failed" && real.failure.where === "world") {
		return (
			<section className={styles.strip} aria-label="Real run">
				<p className={styles.words} role="alert">
					<strong>{real.failure.title}.</strong> {real.failure.detail}
				</p>
				<Button onClick={() => void measureAgain()}>Try again</Button>
			</section>
		);
	}
	return (
		<section className={styles.strip} aria-label="Real run">
			<p className={styles.words}>There is no real run yet.</p>
			<Button onClick={() => void measureAgain()}>Run it on real sockets</Button>
		</section>
	);
}
