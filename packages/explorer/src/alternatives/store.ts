import type { OnceStep } from "@roundtrip/model";
import type { Alternative } from "./alternative.ts";

const STORES: Readonly<Record<OnceStep["store"], string>> = {
	"with-effect": "in one transaction with the effect",
	apart: "in the database, apart from the effect",
	memory: "in the memory of the server",
};

/** Where keys lie, and so what survives the death of their server. */
export const store: Alternative = {
	name: "where keys are kept",
	what: "What lies in memory dies with the server. What is stored apart from its effect can be there without it.",
	wishes: ({ routes }) => {
		const places = Object.entries(routes).flatMap(([server, table]) =>
			Object.entries(table).flatMap(([request, steps]) =>
				steps.flatMap((step, at) => ("once" in step ? [`routes.${server}.${request}.${at}.store`] : [])),
			),
		);
		if (places.length === 0) return [];
		return Object.entries(STORES).map(([name, text]) => ({ text, settings: places.map((at) => `${at}=${name}`) }));
	},
};
