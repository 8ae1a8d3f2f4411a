/** The way imports run: model ← behaviour ← network ← worlds, kernel ← network, model ← analysis, everything ← apps. */
const TESTS = "\\.test\\.tsx?$|/src/.*testing/";

const only = (name, comment, from, allowed) => ({
	name,
	comment,
	severity: "error",
	from: { path: `^${from}/src`, pathNot: TESTS },
	to: { path: "^(packages|apps)/", pathNot: `^(${[from, ...allowed].join("|")})/` },
});

module.exports = {
	forbidden: [
		{ name: "no-circular", comment: "Data flows one way.", severity: "error", from: {}, to: { circular: true } },
		{
			name: "no-unresolvable",
			comment: "Every import must be found, or the other rules see nothing.",
			severity: "error",
			from: {},
			to: { couldNotResolve: true, pathNot: "\\?raw$" },
		},
		only("model-imports-nothing", "The model is the ground floor.", "packages/model", []),
		only("behaviour-imports-model", "Decisions know the words, no world.", "packages/behaviour", ["packages/model"]),
		only("analysis-imports-model", "Analysis reads traces and knows no world.", "packages/analysis", [
			"packages/model",
		]),
		only("kernel-imports-nothing", "Virtual time knows no words.", "packages/kernel", []),
		only("network-imports-kernel", "Packets know time and decisions, no world.", "packages/network", [
			"packages/kernel",
			"packages/behaviour",
			"packages/model",
		]),
		only("simulator-imports-behaviour", "A world asks decisions and knows no other world.", "packages/simulator", [
			"packages/kernel",
			"packages/network",
			"packages/behaviour",
			"packages/model",
		]),
		only("sockets-imports-behaviour", "A world asks decisions and knows no other world.", "packages/sockets", [
			"packages/kernel",
			"packages/network",
			"packages/behaviour",
			"packages/model",
		]),
		only(
			"idempotency-imports-decisions",
			"A library for servers asks decisions and knows no world.",
			"packages/idempotency",
			["packages/behaviour", "packages/model"],
		),
		only("fetch-imports-decisions", "A library for clients asks decisions and knows no world.", "packages/fetch", [
			"packages/behaviour",
			"packages/model",
		]),
		only("testing-imports-nothing", "Servers of tests are outside programs.", "packages/testing", []),
		only(
			"explorer-imports-simulator",
			"The explorer plays runs in virtual time and asks analysis what became of them.",
			"packages/explorer",
			["packages/simulator", "packages/analysis", "packages/behaviour", "packages/model"],
		),
		only("web-never-imports-sockets", "The web reaches real sockets through the local server.", "apps/web", [
			"packages/analysis",
			"packages/behaviour",
			"packages/explorer",
			"packages/kernel",
			"packages/model",
			"packages/network",
			"packages/simulator",
		]),
		{
			name: "browser-safe",
			comment: "These run in a browser: no module of Node.",
			severity: "error",
			from: {
				path: "^(packages/(model|behaviour|kernel|network|simulator|analysis|explorer|fetch)|apps/web)/src",
				pathNot: TESTS,
			},
			to: { dependencyTypes: ["core"] },
		},
		...["policies", "faults", "workloads", "protocols", "links", "auth", "idempotency"].map((room) => ({
			name: `rooms-of-behaviour-${room}`,
			comment: "Within behaviour, rooms share random streams, messages and their data, nothing else.",
			severity: "error",
			from: { path: `^packages/behaviour/src/${room}/`, pathNot: TESTS },
			to: {
				path: "^packages/behaviour/src/",
				pathNot: `^packages/behaviour/src/(${room}/|random/|messages/|data/)`,
			},
		})),
	],
	options: {
		doNotFollow: { path: "node_modules" },
		exclude: { path: "/(dist|dist-types|bundle)/" },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: "tsconfig.tests.json" },
		enhancedResolveOptions: {
			exportsFields: ["exports"],
			conditionNames: ["source", "import", "types", "default"],
			extensions: [".ts", ".tsx", ".js", ".mjs", ".d.ts"],
		},
	},
};
