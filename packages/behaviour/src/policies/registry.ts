import { breaker } from "./breaker.ts";
import { budget } from "./budget.ts";
import { deadline } from "./deadline.ts";
import type { PolicyDescriptor } from "./descriptor.ts";
import { hedge } from "./hedge.ts";
import { retry } from "./retry.ts";

/** The policies of a client that asks over a network, in the order in which they are asked. */
export const clientPolicies: readonly PolicyDescriptor[] = [deadline, breaker, hedge, retry, budget];
