import { describe, expect, it } from 'vitest';
import { auditSearch } from './audit-query.ts';

const search = (text: string) => auditSearch(new URLSearchParams(text));

describe('auditSearch', () => {
	it('asks for everything while nothing is filled in', () => {
		for (const text of ['', 'person=&action=+&from=', 'utm_source=mail']) {
			expect(search(text)).toEqual({ filter: {}, fields: {}, cursor: undefined });
		}
	});

	it('takes every field, and whole days of UTC', () => {
		expect(
			search('person=Vera&action=failures.retry&about=m1&from=2025-03-01&to=2025-03-01&cursor=7-a'),
		).toEqual({
			filter: {
				...{ person: 'Vera', action: 'failures.retry', about: 'm1' },
				...{ from: new Date('2025-03-01T00:00:00Z'), to: new Date('2025-03-02T00:00:00Z') },
			},
			fields: { person: 'Vera', action: 'failures.retry', about: 'm1', from: '2025-03-01', to: '2025-03-01' },
			cursor: '7-a',
		});
	});

	it.each([
		['from=yesterday', /from must be a day/],
		['to=2025-02-30', /to must be a day/],
		['from=2025-03-02&to=2025-03-01', /to must not be before from/],
		['about=a%00b', /about has a character that cannot be stored/],
		[`person=${'x'.repeat(101)}`, /person/],
	])('%s is refused', async (text, problem) => {
		const refused = (() => {
			try {
				return search(text);
			} catch (error) {
				return error;
			}
		})();
		if (!(refused instanceof Response)) throw new Error('It was not refused.');
		expect(refused.status).toBe(400);
		expect(await refused.text()).toMatch(problem);
	});
});
