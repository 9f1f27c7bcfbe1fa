import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shortened, storable } from './foreign-text.ts';

it.each([
	['short', 'short'],
	['exactly te', 'exactly te'],
	['more than ten', 'more than …'],
	['123456789😀', '123456789😀'],
	['123456789😀 and more', '123456789😀…'],
	['a\0b', 'a\uFFFDb'],
	['half \uD83D', 'half \uFFFD'],
])('%j is shortened to %j', (text, expected) => {
	expect(shortened(text, 10)).toBe(expected);
});

it('whatever the text is, no more of it is kept than was asked for, and that can be stored', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'binary' }),
			fc.string({ unit: 'grapheme' }),
			fc.nat(20),
			(one, other, most) => {
				const text = `${one}${'\uDE00'.repeat(most % 2)}${other}`;
				const kept = shortened(text, most);
				expect(kept).toBe(storable(kept));
				expect(kept.isWellFormed()).toBe(true);
				const points = [...storable(text)];
				expect(kept).toBe(points.length > most ? `${points.slice(0, most).join('')}…` : points.join(''));
			},
		),
	);
});
