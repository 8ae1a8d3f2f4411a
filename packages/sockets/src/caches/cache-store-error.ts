/** A store that can't be reached, or not used; the message is Redis's, without the password of its address. */
export class CacheStoreError extends Error {}
