/** Each file comes by itself when it is asked for: the lab shows one of them. */
const files = import.meta.glob<string>("../../../../scenarios/*.yaml", { query: "?raw", import: "default" });

/** The file of a scenario; undefined where the gallery has none of that name. */
export async function galleryText(id: string): Promise<string | undefined> {
	return await files[`../../../../scenarios/${id}.yaml`]?.();
}
