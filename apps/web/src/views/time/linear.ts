/** A straight line from one range of numbers to another, and back. */
export interface Linear {
	at(value: number): number;
	back(place: number): number;
}

export function linear(
	[fromValue, toValue]: readonly [number, number],
	[fromPlace, toPlace]: readonly [number, number],
): Linear {
	const perValue = (toPlace - fromPlace) / (toValue - fromValue || 1);
	return {
		at: (value) => fromPlace + (value - fromValue) * perValue,
		back: (place) => (perValue === 0 ? fromValue : fromValue + (place - fromPlace) / perValue),
	};
}
