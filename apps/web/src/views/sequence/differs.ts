/** How the name of a part of the diagram ends that the run beside doesn't have, or has otherwise. */
export const DIFFERS = ", not so in the other run";
