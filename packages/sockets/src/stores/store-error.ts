/** A database file that can't be used; the message is the engine's. */
export class StoreError extends Error {}
