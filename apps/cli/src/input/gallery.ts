import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The scenarios that come with the program. */
const GALLERY_FOLDER: string = fileURLToPath(new URL("../../../../scenarios/", import.meta.url));

/** Their names, without the ending, in order. */
export function galleryNames(): readonly string[] {
	if (!existsSync(GALLERY_FOLDER)) return [];
	return readdirSync(GALLERY_FOLDER)
		.filter((file) => file.endsWith(".yaml"))
		.map((file) => file.slice(0, -".yaml".length))
		.sort();
}

export function galleryFile(name: string): string {
	return join(GALLERY_FOLDER, `${name}.yaml`);
}
