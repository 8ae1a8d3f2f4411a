import { blackout } from "./blackout.ts";
import { corrupt } from "./corrupt.ts";
import { crash } from "./crash.ts";
import { delay } from "./delay.ts";
import { duplicate } from "./duplicate.ts";
import type { ExplorableFault } from "./explorable-fault.ts";
import { fill } from "./fill.ts";
import { lose } from "./lose.ts";
import { oneWay } from "./one-way.ts";
import { partition } from "./partition.ts";
import { pause } from "./pause.ts";
import { reorder } from "./reorder.ts";
import { reset } from "./reset.ts";
import { truncate } from "./truncate.ts";

/** Everything that is tried, in the order of tables. */
export const explorableFaults: readonly ExplorableFault[] = [
	lose,
	delay,
	duplicate,
	reorder,
	reset,
	truncate,
	corrupt,
	crash,
	blackout,
	pause,
	fill,
	partition,
	oneWay,
];
