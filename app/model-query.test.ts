import { expect, it } from 'vitest';
import { modelQuery } from './model-query.ts';

const asked = (query: string) => modelQuery(new URLSearchParams(query));

it('asks for the last day, all matches, and what was predicted on time, unless told otherwise', () => {
	const usual = { span: 'day', competition: undefined, days: undefined, includeRetroactive: false };
	expect(asked('')).toEqual(usual);
	expect(asked('competition=&days=&over=')).toEqual(usual);
	expect(asked('over=month&competition=en.1&days=90&retroactive=1')).toEqual({
		...{ span: 'month', competition: 'en.1', days: 90, includeRetroactive: true },
	});
});

it.each(['over=year', 'over=toString', 'days=8', 'days=-1', 'competition=%00'])('refuses %s', (query) => {
	expect(() => asked(query)).toThrow(expect.objectContaining({ status: 400 }));
});
