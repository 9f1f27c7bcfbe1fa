import { expect, it } from 'vitest';
import { buildPrompt } from '../../server/models/prompt.ts';
import type { TeamAnalysis } from '../../server/pipeline/analysis.ts';
import { readHints } from './hints.ts';

const HOME: TeamAnalysis = {
	team: 'Ash',
	position: 1,
	points: 9,
	played: 4,
	form: ['W', 'W', 'D', 'L'],
	venueForm: ['W'],
	goalsForPerMatch: 2.25,
	goalsAgainstPerMatch: 1,
	restDays: 6,
	elo: 1612.3,
};

it("reads what Touchline's own prompt tells", () => {
	const away = {
		...HOME,
		team: 'Birch',
		form: [],
		goalsForPerMatch: 0.5,
		goalsAgainstPerMatch: null,
		elo: 1490,
	};
	const prompt = buildPrompt({
		competition: 'Cup',
		season: '2025',
		round: 'Final',
		home: 'Ash',
		away: 'Birch',
		kickoffAt: new Date('2025-05-25T15:00:00Z'),
		scoreCounts: 'ninety_minutes',
		analysis: { competition: 'Cup', season: '2025', home: HOME, away, headToHead: [] },
		lineups: null,
	});
	const hints = readHints(prompt);
	expect(hints.home).toEqual({ elo: 1612.3, scoredPerMatch: 2.25, concededPerMatch: 1, form: 7 / 4 });
	expect(hints.away).toMatchObject({ elo: 1490, scoredPerMatch: 0.5 });
	expect(hints.away.concededPerMatch).toBeGreaterThan(0);
});
