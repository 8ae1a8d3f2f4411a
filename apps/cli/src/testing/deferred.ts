/** A promise that a test settles itself. */
export interface Deferred<Value> {
	readonly promise: Promise<Value>;
	readonly resolve: (value: Value) => void;
}

export function deferred<Value>(): Deferred<Value> {
	let settle: (value: Value) => void = () => undefined;
	const promise = new Promise<Value>((resolve) => {
		settle = resolve;
	});
	return { promise, resolve: settle };
}
