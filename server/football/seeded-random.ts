/**
 * A stream of numbers in [0, 1) that is the same for the same seed on every machine. For simulations; not
 * for secrets. (mulberry32, started from a 32-bit FNV-1a hash of the seed.)
 */
export function seededRandom(seed: string): () => number {
	let state = hash(seed);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** The items in a random order (Fisher and Yates); the argument stays as it is. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
	const rest = [...items];
	const order: T[] = [];
	while (rest.length > 0) order.push(...rest.splice(Math.floor(random() * rest.length), 1));
	return order;
}

function hash(text: string): number {
	let value = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
	return value >>> 0;
}
