import "../../../apps/web/src/design/tokens.css";
import "../../../apps/web/src/design/base.css";
import { createRoot } from "react-dom/client";
import { createRun } from "../../../apps/web/src/lab/run.ts";
import { useLab } from "../../../apps/web/src/lab/store.ts";
import { Stage } from "../../../apps/web/src/views/stage/stage.tsx";
import { busyTrace } from "../busy-trace.ts";
import { measureFrames } from "../measure.ts";

const inFlight = Number(new URLSearchParams(location.search).get("in-flight") ?? 500);
const run = createRun(busyTrace(inFlight));
useLab.getState().show(run, null);
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(<Stage />);

// The script that opens the page asks for the measurement when the page is ready.
Object.assign(window, { measureFrames: (seconds: number) => measureFrames(run, seconds) });
