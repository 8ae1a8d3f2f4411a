/** A real run takes seconds: `npm test` plays some cases of each kind in both worlds, `npm run test:worlds` all of them. */
const isWhole: boolean = process.env.ROUNDTRIP_WORLDS === "all";

/** All cases, or so many from first to last, however many there come to be. */
export function sample<Case>(cases: readonly Case[], count: number): readonly Case[] {
	if (isWhole || cases.length <= count) return cases;
	const places = new Set(Array.from({ length: count }, (_, nth) => Math.floor((nth * cases.length) / count)));
	return cases.filter((_, index) => places.has(index));
}
