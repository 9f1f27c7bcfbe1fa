import { describe, expect, it } from 'vitest';
import { failureQuery } from './failure-query.ts';

const query = (search: string) => failureQuery(new URLSearchParams(search));

describe('failureQuery', () => {
	it('asks for all open failures when the address says nothing, or its fields are empty', () => {
		const all = { filter: { status: 'open' }, cursor: undefined, narrowed: false };
		expect(query('')).toEqual(all);
		expect(query('stage=&category=&search=+&status=open')).toEqual(all);
	});

	it('takes filters and the place in the list', () => {
		expect(query('stage=settlement&regressed=on&search=+Chelsea+&cursor=abc')).toEqual({
			filter: { status: 'open', stage: 'settlement', regressed: true, search: 'Chelsea' },
			cursor: 'abc',
			narrowed: true,
		});
		expect(query('status=resolved')).toMatchObject({ narrowed: true });
		expect(query('cursor=abc')).toMatchObject({ narrowed: false });
	});

	it.each(['stage=warmup', 'status=closed', `search=${'x'.repeat(201)}`])('refuses %s with 400', (search) => {
		expect(() => query(search)).toThrow(expect.objectContaining({ status: 400 }));
	});
});
