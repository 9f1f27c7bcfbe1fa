import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { FixtureRecord } from '../fixture-record.ts';
import { splitSeason } from '../seasons.ts';
import type { SourceProblem } from '../source.ts';
import { parseMatch } from './match.ts';
import { UnusableMatch } from './unusable-match.ts';

/** One competition's file of one season, found but not yet read. */
export interface FoundFile {
	/** Path or URL, for messages. */
	where: string;
	/** From the folder's name; null when that is not a season. */
	season: string | null;
	/** Another one when the content may have changed. */
	version: string;
	read(): Promise<string>;
}

export interface SeasonFile {
	season: string;
	/** The competition's name, without the season. */
	title: string;
	matches: { where: string; record: FixtureRecord }[];
	problems: SourceProblem[];
}

/**
 * Reads a football.json file. A match that cannot be used becomes a problem; the others go in.
 *
 * @throws AppError 'invalid' when the file as a whole cannot be used
 */
export function parseSeasonFile(
	text: string,
	file: { where: string; season: string | null; competition: string; timeZone: string },
): SeasonFile {
	const { name, matches: rows } = parseJson(text, file.where);
	const named = splitSeason(name);
	const season = file.season ?? named.season;
	if (season === null)
		throw new AppError(
			'invalid',
			`${file.where} does not say its season: put it into a folder such as 2024-25, or end its "name" with the season.`,
		);
	const { competition, timeZone } = file;
	const matches: SeasonFile['matches'] = [];
	const problems: SourceProblem[] = [];
	for (const [index, row] of rows.entries()) {
		const where = `${file.where}, match ${index + 1}`;
		try {
			matches.push({ where, record: parseMatch(row, { competition, season, timeZone }) });
		} catch (error) {
			if (!(error instanceof UnusableMatch)) throw error;
			problems.push({ where, reason: error.message });
		}
	}
	return { season, title: named.title === '' ? competition : named.title, matches, problems };
}

const name = z.string().catch('');
const fileSchema = z.union([
	z.object({ name, matches: z.array(z.unknown()) }),
	// Files from before 2019 group their matches by round.
	z
		.object({ name, rounds: z.array(z.object({ name: z.string(), matches: z.array(z.unknown()) })) })
		.transform(({ name, rounds }) => ({
			name,
			matches: rounds.flatMap((round) => round.matches.map((match) => withRound(match, round.name))),
		})),
]);

function withRound(match: unknown, round: string): unknown {
	return typeof match === 'object' ? { round, ...match } : match;
}

function parseJson(text: string, where: string): z.infer<typeof fileSchema> {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		throw new AppError('invalid', `${where} is not JSON: get it again, or take it away.`, { cause: error });
	}
	const parsed = fileSchema.safeParse(json);
	if (!parsed.success)
		throw new AppError(
			'invalid',
			`${where} has no list of "matches": it is not a football.json file; get it again, or take it away.`,
		);
	return parsed.data;
}
