import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMatch } from './match.ts';
import { UnusableMatch } from './unusable-match.ts';

const context = { competition: 'en.1', season: '2024-25', timeZone: 'Europe/London' };
const row = {
	round: 'Matchday 38',
	date: '2025-05-25',
	time: '16:00',
	team1: 'Liverpool FC',
	team2: 'Crystal Palace FC',
};
const parse = (fields: object) => parseMatch({ ...row, ...fields }, context);

describe('parseMatch', () => {
	it('reads a finished match', () => {
		expect(parse({ score: { ht: [0, 1], ft: [1, 1] } })).toEqual({
			sourceKey: 'en.1/2024-25/Matchday 38/Liverpool FC/Crystal Palace FC',
			competition: 'en.1',
			season: '2024-25',
			round: 'Matchday 38',
			home: 'Liverpool FC',
			away: 'Crystal Palace FC',
			kickoffAt: new Date('2025-05-25T15:00:00Z'),
			kickoffConfirmed: true,
			status: 'finished',
			minute: null,
			goals: { home: 1, away: 1 },
			halfTime: { home: 0, away: 1 },
			fullTime: { home: 1, away: 1 },
			extraTime: null,
		});
	});

	it.each([
		['pair', { score: [2, 1] }],
		['without a half-time score', { score: { ft: [2, 1] } }],
		['one field per side', { score1: 2, score2: 1 }],
		['nulls where nothing was played', { score: { ht: null, ft: [2, 1], et: null }, status: null }],
	])('understands a score as %s', (_, fields) => {
		expect(parse(fields)).toMatchObject({
			status: 'finished',
			fullTime: { home: 2, away: 1 },
			extraTime: null,
		});
	});

	it.each([{ score: {} }, { score: null }, {}, { score1: null, score2: null }, { score: { ht: [1, 0] } }])(
		'takes %j for a match to come',
		(fields) => {
			expect(parse(fields)).toMatchObject({
				status: 'scheduled',
				goals: null,
				fullTime: null,
				extraTime: null,
			});
		},
	);

	it('keeps 90 minutes and extra time apart and leaves the shoot-out aside', () => {
		expect(parse({ score: { ht: [1, 0], ft: [1, 1], et: [2, 2], p: [4, 3] } })).toMatchObject({
			fullTime: { home: 1, away: 1 },
			extraTime: { home: 2, away: 2 },
			goals: { home: 2, away: 2 },
		});
		expect(parse({ score1: 0, score2: 0, score1et: 1, score2et: 0 })).toMatchObject({
			fullTime: { home: 0, away: 0 },
			extraTime: { home: 1, away: 0 },
		});
	});

	it.each([
		['postponed', 'postponed'],
		['Cancelled', 'cancelled'],
		['CANCELED', 'cancelled'],
		['abandoned', 'abandoned'],
		[' awarded ', 'awarded'],
	])('status "%s" wins over a score', (status, expected) => {
		expect(parse({ status, score: { ht: [0, 1], ft: [0, 2] } })).toMatchObject({
			status: expected,
			goals: null,
			halfTime: null,
			fullTime: null,
		});
	});

	it('takes names from the objects of old files, without the space around them', () => {
		expect(parse({ team1: { name: ' Swansea ', code: 'SWA' } }).home).toBe('Swansea');
	});

	it('puts the stage before the round', () => {
		expect(parse({ stage: 'Playoffs', round: 2 }).round).toBe('Playoffs, 2');
		expect(parse({ stage: 'Playoffs', round: undefined }).round).toBe('Playoffs');
		expect(parse({ round: undefined }).round).toBe('');
	});

	it('keeps its key when date, time, status or score change', () => {
		const moved = parse({ date: '2025-06-01', time: null, status: 'postponed', score: {} });
		expect(moved.sourceKey).toBe(parse({ score: [1, 0] }).sourceKey);
	});

	it.each([
		['has no team1', { team1: undefined }],
		['has no team2', { team2: ' ' }],
		['has no team1', { team1: { code: 'SWA' } }],
		['has no date', { date: undefined }],
		['has no date', { date: null }],
		['date "2025-02-30" is not a date like "2025-05-25"', { date: '2025-02-30' }],
		['date "25.05.2025" is not a date like "2025-05-25"', { date: '25.05.2025' }],
		['date 20250525 is not a date like "2025-05-25"', { date: 20250525 }],
		['time "25:00" is not like "20:00" or "20:00 UTC+1"', { time: '25:00' }],
		['time is not text', { time: ['15:00'] }],
		['home and away are both "Crystal Palace FC"', { team1: 'Crystal Palace FC ' }],
		['score "ft" is not a pair of whole numbers from 0 to 99', { score: { ft: [-1, 0] } }],
		['score "ft" is not a pair of whole numbers from 0 to 99', { score: { ft: [1.5, 0] } }],
		['score "ft" is not a pair of whole numbers from 0 to 99', { score: { ft: ['1', 0] } }],
		['score "ft" is not a pair of whole numbers from 0 to 99', { score: [1] }],
		['score "ft" is not a pair of whole numbers from 0 to 99', { score1: 1 }],
		['score "ft" is not a pair of whole numbers from 0 to 99', { score: [100, 0] }],
		['score "ht" is not a pair of whole numbers from 0 to 99', { score: { ht: [0], ft: [0, 0] } }],
		['score is neither a pair of goals nor an object of such pairs', { score: '2-1' }],
		['has a score after extra time, but none after 90 minutes', { score: { et: [1, 0] } }],
		['half-time score 2-0 is more than the later 1-0', { score: { ht: [2, 0], ft: [1, 0] } }],
		['90-minute score 1-1 is more than the later 1-0', { score: { ft: [1, 1], et: [1, 0] } }],
		['status "suspended" is none of postponed, cancelled, abandoned, awarded', { status: 'suspended' }],
	])('says "%s"', (reason, fields) => {
		expect(() => parse(fields)).toThrow(new UnusableMatch(reason));
	});

	it.each([null, 'Liverpool', 3, [row]])('refuses %j as a match', (raw) => {
		expect(() => parseMatch(raw, context)).toThrow(UnusableMatch);
	});

	it('reads or refuses anything, and never breaks', () => {
		const anything = fc.record(
			{
				date: fc.oneof(fc.constant('2025-05-25'), fc.jsonValue()),
				team1: fc.jsonValue(),
				team2: fc.jsonValue(),
				time: fc.jsonValue(),
				score: fc.jsonValue(),
				status: fc.jsonValue(),
			},
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(fc.oneof(fc.jsonValue(), anything), (raw) => {
				try {
					const { home, away, status, fullTime } = parseMatch(raw, context);
					expect(home).not.toBe(away);
					expect(status === 'finished').toBe(fullTime !== null);
				} catch (error) {
					expect(error).toBeInstanceOf(UnusableMatch);
				}
			}),
		);
	});
});
