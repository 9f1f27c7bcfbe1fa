import { expect, it } from 'vitest';
import { named } from './named.ts';

it('finds by the beginnings of words, in any order, and everything by nothing', () => {
	const names = ['Backfill what was missed …', 'retroactive'];
	expect(named(names, '')).toBe(true);
	expect(named(names, ' back')).toBe(true);
	expect(named(names, 'MISSED retro')).toBe(true);
	expect(named(names, 'fill')).toBe(false);
	expect(named(names, 'back x')).toBe(false);
});
