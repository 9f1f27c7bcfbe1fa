import { describe, expect, it } from 'vitest';
import { after as later, MINUTE } from '../../server/clock.ts';
import type { LeagueMatch } from './league.ts';
import { judge, type StoredMatch, type StoredPrediction } from './verdict.ts';

const KICKOFF = new Date('2025-10-18T14:00:00Z');
const MODELS = ['a', 'b', 'c'];

const played: LeagueMatch = {
	sourceKey: 'en.1/2025-26/Matchday 10/Ash/Birch',
	home: 'Ash',
	away: 'Birch',
	kickoffAt: KICKOFF,
	postponed: false,
	fullTime: { home: 1, away: 0 },
};

function prediction(model: string, changes: Partial<StoredPrediction> = {}): StoredPrediction {
	const madeAt = later(KICKOFF, -20 * MINUTE);
	const score = { home: 1, away: 0, points: 6 };
	return { model, ...score, madeAt, kickoffAt: KICKOFF, retroactive: false, settlementId: 's1', ...changes };
}

/** All three models have the exact score: a quota of 2, and 4 more. */
function stored(changes: Partial<StoredMatch> = {}): StoredMatch {
	return {
		sourceKey: played.sourceKey,
		kickoffAt: KICKOFF,
		status: 'finished',
		predictions: MODELS.map((model) => prediction(model)),
		settlements: [{ id: 's1', home: 1, away: 0, scored: 3, counted: 3 }],
		...changes,
	};
}

const wrongs = (match: StoredMatch[], league = played) =>
	judge([league], match, MODELS).map(({ wrong, count }) => [wrong, count]);

describe('judge', () => {
	it('finds nothing where nothing is wrong', () => {
		expect(judge([played], [stored()], MODELS)).toEqual([]);
	});

	it('misses predictions, and names them', () => {
		const findings = judge([played], [stored({ predictions: [prediction('a')] })], MODELS);
		expect(findings).toContainEqual({
			wrong: 'lost',
			count: 2,
			what: 'Ash against Birch has no prediction of b, c',
		});
	});

	it('sees two predictions of one model', () => {
		const predictions = [...stored().predictions, prediction('b')];
		expect(wrongs([stored({ predictions })])).toEqual([['doubled', 1]]);
	});

	it('sees a second settlement for no reason, and none where there was a reason', () => {
		const again = { id: 's1', home: 1, away: 0, scored: 3, counted: 3 };
		expect(wrongs([stored({ settlements: [{ ...again, id: 's0' }, again] })])).toEqual([['doubled', 1]]);
		expect(wrongs([stored({ settlements: [{ ...again, id: 's0', scored: 2, counted: 2 }, again] })])).toEqual(
			[],
		);
		expect(wrongs([stored({ settlements: [{ ...again, id: 's0', away: 1 }, again] })])).toEqual([]);
	});

	it.each([
		['other points', { points: 5 }],
		['no points', { points: null, settlementId: null }],
		['points of an older settlement', { settlementId: 's0' }],
		['a wrong mark', { retroactive: true }],
		['the kick-off of before a move', { kickoffAt: later(KICKOFF, MINUTE) }],
	])('sees %s', (_, changes) => {
		const predictions = [prediction('a', changes), prediction('b'), prediction('c')];
		expect(wrongs([stored({ predictions })])).toEqual([['wronglyScored', 1]]);
	});

	it('leaves retroactive predictions out of the quota, whatever they are marked as', () => {
		const late = { madeAt: KICKOFF, retroactive: true, home: 2, away: 2, points: 0 };
		const predictions = [prediction('a', late), prediction('b'), prediction('c')];
		expect(wrongs([stored({ predictions })])).toEqual([]);
	});

	it.each([
		['is still live', { status: 'live' }],
		['kicks off at another time', { kickoffAt: later(KICKOFF, MINUTE), predictions: [] }],
		['has no settlement', { settlements: [] }],
	])('sees a match that %s', (_, changes) => {
		expect(wrongs([stored(changes)]).map(([wrong]) => wrong)).toContain('stuck');
	});

	it('sees a match that is not there at all', () => {
		expect(wrongs([])).toEqual([['stuck', 1]]);
	});

	it('wants no points and no settlement of a postponed match', () => {
		const postponed = { ...played, postponed: true };
		const unscored = MODELS.map((model) => prediction(model, { points: null, settlementId: null }));
		const asItShould = { status: 'postponed', settlements: [], predictions: unscored };
		expect(wrongs([stored(asItShould)], postponed)).toEqual([]);
		expect(wrongs([stored({ ...asItShould, predictions: [] })], postponed)).toEqual([]);
		expect(wrongs([stored({ ...asItShould, status: 'finished' })], postponed)).toEqual([['stuck', 1]]);
		expect(wrongs([stored({ status: 'postponed' })], postponed)).toEqual([
			['wronglyScored', 3],
			['wronglyScored', 1],
		]);
	});
});
