/** FNV-1a over UTF-16 units, 32 bits: quick, and the same everywhere. */
export function hashOf(text: string, seed = 0): number {
	let hash = 0x811c9dc5 ^ seed;
	for (let index = 0; index < text.length; index += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	return hash >>> 0;
}

/** A number from 0 to below 1 that depends on the parts alone; alike parts give unlike numbers (murmur3's mixing). */
export function fractionOf(...parts: number[]): number {
	let hash = 0;
	for (const part of parts) {
		hash = Math.imul(hash ^ part, 0x85ebca6b);
		hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
		hash ^= hash >>> 16;
	}
	return (hash >>> 0) / 2 ** 32;
}
