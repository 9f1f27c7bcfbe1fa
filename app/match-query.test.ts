import { describe, expect, it } from 'vitest';
import { matchQuery } from './match-query.ts';

const query = (search: string) => matchQuery(new URLSearchParams(search));

function refusal(search: string): Promise<string> {
	try {
		query(search);
	} catch (thrown) {
		if (thrown instanceof Response && thrown.status === 400) return thrown.text();
		throw thrown;
	}
	throw new Error('It was not refused.');
}

describe('matchQuery', () => {
	it('asks for what is usual when nothing is filled in', () => {
		expect(query('q=&competition=+&status=&from=')).toMatchObject({ narrowed: false, order: 'up' });
	});

	it('means days to their end, in UTC', () => {
		expect(query('from=2025-03-01&to=2025-03-01').filter).toMatchObject({
			from: new Date('2025-03-01T00:00:00Z'),
			to: new Date('2025-03-02T00:00:00Z'),
		});
	});

	it('begins with the latest kick-off, or with the next one of what is to come', () => {
		expect(query('q=ars').order).toBe('down');
		expect(query('status=scheduled').order).toBe('up');
		expect(query('state=at_risk').order).toBe('up');
		expect(query('q=ars&sort=up').order).toBe('up');
		expect(query('sort=down')).toMatchObject({ narrowed: false, order: 'down' });
	});

	it('takes any text for a search', () => {
		expect(query(`q=${encodeURIComponent(`<b>' | & :*`)}`).filter.text).toBe(`<b>' | & :*`);
	});

	it.each([
		['status=lost', 'status'],
		['state=fine', 'state'],
		['from=yesterday', 'first day'],
		['to=2025-02-30', 'last day'],
		['from=0001-01-01', 'first day'],
		['from=2025-03-02&to=2025-02-01', 'last day'],
		['sort=sideways', 'order'],
		['q=%00', 'search'],
		[`q=${'x'.repeat(201)}`, 'search'],
	])('refuses %s with 400, and names the field', async (search, field) => {
		expect(await refusal(search)).toContain(`by this ${field}:`);
	});
});
