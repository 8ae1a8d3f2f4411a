import { readFileSync } from "node:fs";
import { parseScenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { runReal } from "@roundtrip/sockets";
import { compareTraces, toSequenceText, explain } from "@roundtrip/analysis";
const s = parseScenario(readFileSync("/tmp/cache.yaml","utf8"));
if (!s.ok) { console.log(s.problems); process.exit(1); }
const sim = simulate(s.value);
if (!sim.ok) throw new Error(sim.problem);
const real = await runReal(s.value);
if (!real.ok) throw new Error(real.problem.message);
console.log(toSequenceText(real.trace));
const c = compareTraces(sim.trace, real.trace);
console.log(c.sameShape, c.medianLatencyError, c.differences);
