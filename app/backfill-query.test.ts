import { describe, expect, it } from 'vitest';
import { backfillQuery } from './backfill-query.ts';

const query = (search: string) => backfillQuery(new URLSearchParams(search));

/** What the form sends when only these fields are filled in. */
const sent = (fields: Record<string, string>) =>
	query(
		new URLSearchParams({
			from: '',
			to: '',
			competition: '',
			policy: 'missing',
			budget: '',
			...fields,
		}).toString(),
	);

describe('backfillQuery', () => {
	it('asks for nothing, and shows what is usual, while the form has not been sent', () => {
		for (const search of ['', 'utm_source=mail', 'cursor=50']) {
			expect(query(search)).toEqual({
				fields: {
					time: 'days',
					days: '7',
					from: '',
					to: '',
					match: '',
					competition: '',
					policy: 'missing',
					order: 'newest',
					concurrency: '8',
					budget: '',
				},
				selection: null,
				problem: null,
			});
		}
	});

	it('asks for what is usual where fields are left empty', () => {
		const usual = { policy: 'missing', order: 'newest', concurrency: 8, budgetUsd: null };
		expect(query('days=').selection).toEqual(usual);
		expect(query('policy=missing&budget=+').selection).toEqual(usual);
	});

	it('means one match whenever it kicks off', () => {
		expect(query('match=+m1+')).toMatchObject({
			fields: { match: 'm1' },
			selection: { matchIds: ['m1'], policy: 'missing' },
		});
		expect(query('match=m1').selection).not.toHaveProperty('days');
		expect(query(`match=${'x'.repeat(101)}`)).toMatchObject({
			selection: null,
			problem: expect.stringMatching(/^Match: /),
		});
	});

	it('takes every field', () => {
		expect(
			query('time=days&days=3&competition=+en.1+&policy=all&order=oldest&concurrency=2&budget=1.50'),
		).toMatchObject({
			fields: { time: 'days', days: '3', competition: 'en.1', policy: 'all', budget: '1.50' },
			selection: {
				days: 3,
				competition: 'en.1',
				policy: 'all',
				order: 'oldest',
				concurrency: 2,
				budgetUsd: 1.5,
			},
		});
	});

	it('takes days of UTC, the last one included', () => {
		expect(query('from=2024-02-28&to=2024-02-29')).toMatchObject({
			fields: { time: 'dates', days: '', from: '2024-02-28', to: '2024-02-29' },
			selection: { from: new Date('2024-02-28T00:00:00Z'), to: new Date('2024-03-01T00:00:00Z') },
		});
	});

	it('means the time that was chosen, whatever stands in the fields of the other', () => {
		const both = { days: '14', from: '2025-10-01', to: '2025-10-07' };
		const { selection, fields } = sent({ time: 'days', ...both });
		expect(selection).toMatchObject({ days: 14 });
		expect(selection).not.toHaveProperty('from');
		expect(fields).toMatchObject(both);
		expect(sent({ time: 'dates', ...both }).selection).not.toHaveProperty('days');
		expect(sent({ time: 'dates', days: '0', from: '2025-10-01' }).problem).toBeNull();
		expect(sent(both).problem).toMatch(/either days or a time/);
	});

	it.each([
		['days=0', 'Days must be from 1 to 366. Correct it in the form and preview it again.'],
		['days=10000', /^Days must be from 1 to 366\./],
		['days=1.5', /^Days must be a whole number\./],
		['days=soon', /^Days must be a number\./],
		['from=2025-10-08&to=2025-10-01', /^From must be before to\./],
		['from=2025-02-30', /^From must be a day, such as 2025-03-01\./],
		['to=01.02.2025', /^To must be a day, such as 2025-03-01\./],
		['budget=0', /^The budget must be more than 0 dollars\./],
		['budget=much', /^Budget must be a number\./],
		['concurrency=51', /^Matches at once: concurrency must be from 1 to 50\./],
		['policy=foo', /^Policy: .*missing.*failed.*all/],
		['order=random', /^Order: .*newest.*oldest/],
		['competition=en%00.1', /^Competition: has a character that cannot be stored\./],
		['days=0&budget=0', /^Days must be from 1 to 366\. The budget must be more than 0 dollars\./],
	])('says why %s cannot be, and keeps the form', (search, problem) => {
		const { fields, selection, ...told } = query(search);
		expect(told.problem).toMatch(problem);
		expect(selection).toBeNull();
		const [[name, value] = []] = new URLSearchParams(search);
		if (name !== 'policy' && name !== 'order') expect(fields).toMatchObject({ [String(name)]: value });
	});
});
