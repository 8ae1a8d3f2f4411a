// What needs the grammar is loaded with this module: from the package itself it would come with everything else in it.
export { traceLines } from "@roundtrip/model";
