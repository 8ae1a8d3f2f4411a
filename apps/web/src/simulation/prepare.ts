import type { Scenario } from "@roundtrip/model";
import type { Job } from "./job.ts";
import type { Prepared } from "./read.ts";

/** A scenario of the gallery, and its plain form. */
interface GalleryScenario {
	readonly scenario: Scenario;
	readonly plain: object;
}

/** Scenarios of the gallery, read when the lab was built. */
const gallery = import.meta.glob<GalleryScenario>("../../../../scenarios/*.yaml", {
	query: "?scenario",
	import: "default",
});

/** Reads the scenario and the added faults of a job. The reader is loaded for what hasn't been read before. */
export async function prepare(job: Job): Promise<Prepared> {
	const known = gallery[`../../../../scenarios/${job.gallery}.yaml`];
	if (known !== undefined && job.faults.length === 0) return { ok: true, ...(await known()), faults: [] };
	return (await import("./read.ts")).read(job);
}
