import { jsonrepair } from 'jsonrepair';

/**
 * The JSON objects that stand in a text among other words, the last first, outermost ones only.
 * Small ones may be sloppy: single quotes, comments, trailing commas, bare keys. What cannot be read is
 * left out, and so is an object that the text breaks off in, with all inside it. Linear in the length.
 */
export function jsonObjectsIn(text: string): unknown[] {
	const careful = readAll(outermostBraces(text, true));
	// A stray quote hides the braces behind it; without regard to quotes they are found.
	return careful.length > 0 ? careful : readAll(outermostBraces(text, false));
}

/**
 * Characters of one reply that jsonrepair gets to see: its time grows with more than the square of the
 * length on crafted texts. Predictions are far shorter.
 */
const REPAIR_BUDGET = 2_000;
/** A text with more objects than this is no answer; only its last ones are read. */
const MOST_OBJECTS = 50;

function readAll(sources: string[]): unknown[] {
	let budget = REPAIR_BUDGET;
	const values: unknown[] = [];
	for (const source of sources.slice(-MOST_OBJECTS).reverse()) {
		const value = parse(source);
		if (value !== undefined) {
			values.push(value);
		} else if (source.length <= budget) {
			budget -= source.length;
			values.push(...repaired(source));
		}
	}
	return values;
}

function parse(source: string): unknown {
	try {
		return JSON.parse(source);
	} catch {
		return undefined;
	}
}

/** One value, or none when the source is beyond repair. */
function repaired(source: string): unknown[] {
	try {
		const value: unknown = JSON.parse(jsonrepair(source));
		return typeof value === 'object' && value !== null ? [value] : [];
	} catch {
		return [];
	}
}

/** @param minded whether braces inside an object's double-quoted strings are passed over */
function outermostBraces(text: string, minded: boolean): string[] {
	const found: string[] = [];
	let depth = 0;
	let start = 0;
	let quoted = false;
	for (let index = 0; index < text.length; index += 1) {
		const character = text[index];
		if (quoted) {
			if (character === '\\') index += 1;
			else if (character === '"') quoted = false;
		} else if (character === '{') {
			if (depth === 0) start = index;
			depth += 1;
		} else if (character === '}' && depth > 0) {
			depth -= 1;
			if (depth === 0) found.push(text.slice(start, index + 1));
		} else if (character === '"') {
			quoted = minded && depth > 0;
		}
	}
	return found;
}
