/**
 * A report while it is being made. Fields that may be absent are assigned after the others: spreading them in
 * turns an object into a hash table, five times as large, and a run has a million of them.
 */
export type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
