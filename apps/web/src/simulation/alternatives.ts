// A module of its own, so that the explorer is loaded when it is asked for.
export { alternativesTo } from "@roundtrip/explorer";
