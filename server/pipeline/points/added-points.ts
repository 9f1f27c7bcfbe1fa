import { Prisma } from '../../../prisma/generated/client.ts';
import { matchesOf } from './add-up-points.ts';
import { CHANCES, pointsOf, SUMS } from './points-sums.ts';

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

/**
 * A query of rows with the columns of `ModelPoints` that together stand for the predictions that are asked for: whole
 * months and days as they were added up, and straight from the predictions what has changed since, and the parts of days
 * at the ends of the time. So it is as true as the predictions, and quick however many they are.
 */
export function addedPoints(filter: PointsFilter): Prisma.Sql {
	const { competition, from = EARLIEST, to = LATEST } = filter;
	const days = wholeDays(from, to);
	const months = wholeMonths(days);
	const stored = Prisma.sql`${predictionsOf(filter, Prisma.sql`s`)} AND ${ofCompetition(competition, Prisma.sql`s`)}`;
	const direct = (matches: Prisma.Sql) =>
		Prisma.sql`(SELECT ${COLUMNS} FROM (${pointsOf(matches, predictionsOf(filter, Prisma.sql`p`))}) s)`;
	return Prisma.sql`
		WITH due AS MATERIALIZED (
			SELECT DISTINCT "competitionId", day FROM "PointsChange" c WHERE ${ofCompetition(competition, Prisma.sql`c`)}
		), due_months AS MATERIALIZED (
			SELECT DISTINCT "competitionId", date_trunc('month', day)::date AS month FROM due
		)
		SELECT ${COLUMNS} FROM "ModelPoints" s
		WHERE s.unit = 'month' AND ${inside(months)} AND ${stored} AND NOT EXISTS (
			SELECT FROM due_months due WHERE due."competitionId" = s."competitionId" AND due.month = s.start)
		UNION ALL
		SELECT ${COLUMNS} FROM due_months JOIN "ModelPoints" s ON s.unit = 'day'
			AND s."competitionId" = due_months."competitionId"
			AND s.start >= due_months.month AND s.start < due_months.month + interval '1 month'
		WHERE ${inside(months)} AND ${stored} AND NOT ${DAY_IS_DUE}
		UNION ALL
		SELECT ${COLUMNS} FROM "ModelPoints" s
		WHERE s.unit = 'day' AND ${inside(days)} AND (s.start < ${dateOf(months.from)}::date OR s.start >= ${dateOf(months.to)}::date)
			AND ${stored} AND NOT ${DAY_IS_DUE}
		UNION ALL ${direct(Prisma.sql`
			SELECT * FROM (${matchesOf(Prisma.sql`due`)}) m WHERE m."kickoffAt" >= ${from} AND m."kickoffAt" < ${to}`)}
		${partsOfDays({ from, to }, days) ? Prisma.sql`UNION ALL ${direct(matchesBeside({ from, to }, days, competition))}` : Prisma.empty}`;
}

const COLUMNS = Prisma.join(
	['competitionId', 'modelId', ...SUMS, ...CHANCES].map((name) => Prisma.raw(`s."${name}"`)),
);

const DAY_IS_DUE = Prisma.sql`EXISTS (
	SELECT FROM due WHERE due."competitionId" = s."competitionId" AND due.day = s.start)`;

function predictionsOf({ model, includeRetroactive = false }: PointsFilter, row: Prisma.Sql): Prisma.Sql {
	const onTime = includeRetroactive ? Prisma.sql`true` : Prisma.sql`NOT ${row}.retroactive`;
	return model === undefined ? onTime : Prisma.sql`${onTime} AND ${row}."modelId" = ${model}`;
}

function ofCompetition(competition: string | undefined, row: Prisma.Sql): Prisma.Sql {
	return competition === undefined ? Prisma.sql`true` : Prisma.sql`${row}."competitionId" = ${competition}`;
}

function partsOfDays(time: Span, days: Span): boolean {
	return time.from < days.from || time.to > days.to;
}

/** The matches of the parts of days at the ends of a time, without those of days that are read as a whole anyway. */
function matchesBeside({ from, to }: Span, days: Span, competition: string | undefined): Prisma.Sql {
	const kickoff = Prisma.sql`m."kickoffAt"`;
	const firstEnds = days.from < to ? days.from : to;
	const lastBegins = days.to > from ? days.to : from;
	return Prisma.sql`
		SELECT m.id, m."competitionId", m.status, m."kickoffAt" FROM "Match" m
		WHERE (${kickoff} >= ${from} AND ${kickoff} < ${firstEnds} OR ${kickoff} >= ${lastBegins} AND ${kickoff} < ${to})
			AND ${ofCompetition(competition, Prisma.sql`m`)} AND NOT EXISTS (
				SELECT FROM due WHERE due."competitionId" = m."competitionId" AND due.day = (${kickoff} AT TIME ZONE 'UTC')::date)`;
}

interface Span {
	from: Date;
	/** Not included. */
	to: Date;
}

/** Beginnings of months before and after all football. */
const EARLIEST = new Date('1800-01-01T00:00:00Z');
const LATEST = new Date('2500-01-01T00:00:00Z');

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The days (UTC) that lie in a time as a whole; none, from the later to the earlier, when it is shorter than one. */
function wholeDays(from: Date, to: Date): Span {
	return {
		from: new Date(Math.ceil(from.getTime() / DAY_MS) * DAY_MS),
		to: new Date(Math.floor(to.getTime() / DAY_MS) * DAY_MS),
	};
}

function wholeMonths({ from, to }: Span): Span {
	const first = monthOf(from, 0);
	return { from: first < from ? monthOf(from, 1) : first, to: monthOf(to, 0) };
}

function monthOf(time: Date, later: number): Date {
	return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + later, 1));
}

function inside({ from, to }: Span): Prisma.Sql {
	return Prisma.sql`s.start >= ${dateOf(from)}::date AND s.start < ${dateOf(to)}::date`;
}

function dateOf(time: Date): string {
	return time.toISOString().slice(0, 10);
}
