import { z } from 'zod';
import { type FixtureRecord, sourceKeyOf } from '../fixture-record.ts';
import { type FixtureStatus, VOID_STATUSES } from '../source.ts';
import { parseKickoff } from './kickoff.ts';
import { NO_SCORES, parseScores } from './scores.ts';
import { UnusableMatch } from './unusable-match.ts';

/** What a match takes from the file that it stands in. */
interface MatchContext {
	competition: string;
	season: string;
	timeZone: string;
}

/**
 * Reads one match of a football.json file. A status that voids the match wins over any score in the file:
 * an awarded 0-2 is no result to predict.
 *
 * @throws UnusableMatch with the reason, for anything that would have to be guessed
 */
export function parseMatch(raw: unknown, { competition, season, timeZone }: MatchContext): FixtureRecord {
	const parsed = matchSchema.safeParse(raw);
	if (!parsed.success) throw new UnusableMatch(parsed.error.issues[0]?.message ?? 'cannot be read');
	const row = parsed.data;
	if (row.team1 === row.team2) throw new UnusableMatch(`home and away are both "${row.team1}"`);
	const match = {
		competition,
		season,
		round: [row.stage, row.round].filter((part) => part !== '').join(', '),
		home: row.team1,
		away: row.team2,
	};
	const voided = parseVoidStatus(row.status);
	const scores = voided ? NO_SCORES : parseScores(row.score ?? oldScore(row));
	return {
		sourceKey: sourceKeyOf(match),
		...match,
		...parseKickoff(row.date, row.time, timeZone),
		status: voided ?? (scores.fullTime ? 'finished' : 'scheduled'),
		minute: null,
		goals: scores.extraTime ?? scores.fullTime,
		...scores,
	};
}

/** Absent and null are the same to the people who write these files. */
const text = (error: string) =>
	z
		.union([z.string(), z.number()], { error })
		.nullish()
		.transform((value) => String(value ?? '').trim());

/** A name, or in files from before 2019 an object with one. */
const team = (key: string) =>
	z
		.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)], {
			error: `has no ${key}`,
		})
		.transform((name) => name.trim())
		.refine((name) => name !== '', `has no ${key}`);

const matchSchema = z.object(
	{
		team1: team('team1'),
		team2: team('team2'),
		date: z.iso.date({
			error: ({ input }) =>
				input === undefined || input === null
					? 'has no date'
					: `date ${JSON.stringify(input)} is not a date like "2025-05-25"`,
		}),
		time: text('time is not text'),
		stage: text('stage is not text'),
		round: text('round is not text'),
		status: text('status is not text'),
		score: z.unknown().optional(),
		score1: z.unknown().optional(),
		score2: z.unknown().optional(),
		score1et: z.unknown().optional(),
		score2et: z.unknown().optional(),
	},
	{ error: 'is not an object' },
);

/** The form from before 2019: one field per side and score. */
function oldScore(row: z.infer<typeof matchSchema>): unknown {
	return { ft: oldPair(row.score1, row.score2), et: oldPair(row.score1et, row.score2et) };
}

function oldPair(home: unknown, away: unknown): unknown {
	return (home ?? away ?? null) === null ? null : [home, away];
}

/** @returns null when the match is to be played or was: its score tells which */
function parseVoidStatus(status: string): FixtureStatus | null {
	const word = status.toLowerCase().replace('canceled', 'cancelled');
	if (word === '' || word === 'scheduled' || word === 'finished') return null;
	const known = VOID_STATUSES.find((candidate) => candidate === word);
	if (known) return known;
	throw new UnusableMatch(`status "${status}" is none of ${VOID_STATUSES.join(', ')}`);
}
