/** `npm start`: installs and builds what is missing, then starts the lab. */
import { prepare } from "./prepare.mjs";

await prepare();
process.argv.splice(2, 0, "serve");
await import("../apps/cli/dist/main.js");
