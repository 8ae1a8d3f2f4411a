#!/usr/bin/env node
/** The command `roundtrip` in a clone: installs and builds what is missing, then runs the program. */
import { prepare } from "./prepare.mjs";

await prepare({ quiet: true });
await import("../apps/cli/dist/main.js");
