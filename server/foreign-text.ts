const REPLACEMENT = '\uFFFD';

/** The text as Postgres stores it, also in jsonb: no half of a surrogate pair, and no NUL. */
export function storable(text: string): string {
	return text.toWellFormed().replaceAll('\0', REPLACEMENT);
}

/**
 * The first characters of a text, as it can be stored; `…` stands for the rest.
 * @param most code points, so that no character of two units is cut in half
 */
export function shortened(text: string, most: number): string {
	// No code point has more than two units: of a very long text only the beginning is taken apart.
	const points = [...storable(text.slice(0, 2 * most + 1))];
	return points.length > most ? `${points.slice(0, most).join('')}…` : points.join('');
}
