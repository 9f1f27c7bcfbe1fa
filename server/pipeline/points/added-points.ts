import { Prisma } from '../../../prisma/generated/client.ts';
import { matchesOf } from './add-up-points.ts';
import { CHANCES, pointsOf, SUMS, sumsOf } from './points-sums.ts';
import { type Span, unitsWithin, within } from './units.ts';

/** Which predictions are looked at. */
export interface PointsFilter {
	/** Competition code, such as "en.1"; all by default. */
	competition?: string | undefined;
	/** A model's id; all by default. */
	model?: string | undefined;
	/** Matches that kick off from then on. */
	from?: Date | undefined;
	/** Matches that kick off before then. */
	to?: Date | undefined;
	/** Also predictions that were made at or after kick-off. */
	includeRetroactive?: boolean | undefined;
}

/** Which columns of `ModelPoints` are read, and how these are added up straight from the predictions. */
const COLUMNS = {
	sums: { names: SUMS, direct: sumsOf },
	chances: { names: CHANCES, direct: pointsOf },
};

/**
 * A query of rows with columns of `ModelPoints` that together stand for the predictions that are asked for, each as often
 * as its `times` says: what was added up of whole units, less what of it are days that have changed since; and these days,
 * with the parts of days at the ends of the time, straight from the predictions. So it is as true as the predictions, and
 * quick however many they are.
 */
export function addedPoints(filter: PointsFilter, what: keyof typeof COLUMNS): Prisma.Sql {
	const { competition, from = EARLIEST, to = LATEST } = filter;
	const names = ['competitionId', 'modelId', ...COLUMNS[what].names];
	const columns = Prisma.join(names.map((name) => Prisma.raw(`s."${name}"`)));
	const { units, rest } = unitsWithin({ from, to });
	const stored = Prisma.sql`${predictionsOf(filter, Prisma.sql`s`)} AND ${ofCompetition(competition, Prisma.sql`s`)}`;
	const direct = (matches: Prisma.Sql) => Prisma.sql`
		SELECT 1 AS times, ${columns} FROM (${COLUMNS[what].direct(matches, predictionsOf(filter, Prisma.sql`p`))}) s`;
	return Prisma.sql`
		WITH due AS MATERIALIZED (
			SELECT DISTINCT "competitionId", day FROM "PointsChange" c
			WHERE ${inside(Prisma.sql`c.day`, within('day', { from, to }))} AND ${ofCompetition(competition, Prisma.sql`c`)}
		)
		${Prisma.join(
			[
				...units.map(
					({ unit, ...span }) => Prisma.sql`
						SELECT 1 AS times, ${columns} FROM "ModelPoints" s
						WHERE s.unit = ${unit}::"PointsUnit" AND ${inside(Prisma.sql`s.start`, span)} AND ${stored}`,
				),
				Prisma.sql`
					SELECT -1 AS times, ${columns} FROM due JOIN "ModelPoints" s
						ON s.unit = 'day' AND s.start = due.day AND s."competitionId" = due."competitionId"
					WHERE ${stored}`,
				direct(matchesOf(Prisma.sql`due`)),
				...rest.map((span) => direct(matchesIn(span, competition))),
			],
			' UNION ALL ',
		)}`;
}

function predictionsOf({ model, includeRetroactive = false }: PointsFilter, row: Prisma.Sql): Prisma.Sql {
	const onTime = includeRetroactive ? Prisma.sql`true` : Prisma.sql`NOT ${row}.retroactive`;
	return model === undefined ? onTime : Prisma.sql`${onTime} AND ${row}."modelId" = ${model}`;
}

function ofCompetition(competition: string | undefined, row: Prisma.Sql): Prisma.Sql {
	return competition === undefined ? Prisma.sql`true` : Prisma.sql`${row}."competitionId" = ${competition}`;
}

function matchesIn({ from, to }: Span, competition: string | undefined): Prisma.Sql {
	return Prisma.sql`
		SELECT m.id, m."competitionId", m.status, m."kickoffAt" FROM "Match" m
		WHERE m."kickoffAt" >= ${from} AND m."kickoffAt" < ${to} AND ${ofCompetition(competition, Prisma.sql`m`)}`;
}

/** Beginnings of decades before and after all football. */
const EARLIEST = new Date('1800-01-01T00:00:00Z');
const LATEST = new Date('2500-01-01T00:00:00Z');

function inside(day: Prisma.Sql, { from, to }: Span): Prisma.Sql {
	return Prisma.sql`${day} >= ${dateOf(from)}::date AND ${day} < ${dateOf(to)}::date`;
}

function dateOf(time: Date): string {
	return time.toISOString().slice(0, 10);
}
