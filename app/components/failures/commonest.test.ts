import { describe, expect, it } from 'vitest';
import { commonest } from './commonest.ts';

const failure = (fingerprint: string, message: string, cause: string | null = null) => ({
	fingerprint,
	message,
	cause,
});

describe('commonest', () => {
	it('tells the newest words of what most failures say', () => {
		const failures = [
			failure('a', 'a 1', 'because of a'),
			failure('b', 'b 2'),
			failure('b', 'b 1'),
			failure('b', 'b 0'),
		];
		expect(commonest(failures)).toEqual({ words: 'b 2', count: 3 });
		expect(
			commonest([...failures, ...failures.slice(0, 1), failure('a', 'a 0'), failure('a', 'a 0')]),
		).toEqual({
			words: 'because of a',
			count: 4,
		});
	});

	it('tells nothing where no two are alike', () => {
		expect(commonest([])).toBeNull();
		expect(commonest([failure('a', 'a'), failure('b', 'b')])).toBeNull();
	});
});
