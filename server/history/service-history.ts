import { Prisma } from '../../prisma/generated/client.ts';
import { after, DAY } from '../clock.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { groupBy } from '../group-by.ts';
import { percentage } from '../pipeline/coverage.ts';
import { startOf } from './ages.ts';

/** How matches were served. */
export interface Service {
	/** Matches that kicked off; void ones do not count. */
	matches: number;
	/** Those that had a prediction from every enabled model before kick-off. */
	served: number;
	/** In percent, rounded down; null without a match. */
	percentage: number | null;
}

export interface ServiceDay extends Service {
	/** UTC, YYYY-MM-DD. */
	day: string;
	competition: { id: string; name: string };
	/** Seconds from the last prediction of a served match to its kick-off: the median, and what 5 % fall short of. */
	margin: { p50: number; p5: number } | null;
}

export interface ServiceHistory {
	/** The oldest first, then by competition; a day without a match is left out. */
	days: ServiceDay[];
	total: Service;
	byCompetition: (Service & { id: string; name: string })[];
}

/** Days that are told unless it is asked for others. */
const DAYS = 30;

interface ServiceQuestion {
	/** Whole days (UTC) that these times lie in; the last 30 days by default. */
	from?: Date | undefined;
	to?: Date | undefined;
	/** Competition code, such as "en.1". */
	competition?: string | undefined;
}

/**
 * How the matches of the last days were served, as it was taken down.
 * @throws AppError 'not-found' for a competition that nobody knows
 */
export async function serviceHistory(
	db: Database,
	now: Date,
	{ to = now, from = after(to, -(DAYS - 1) * DAY), competition }: ServiceQuestion,
): Promise<ServiceHistory> {
	if (competition !== undefined) await requireCompetition(db, competition);
	const days = await readDays(db, { from: startOf(DAY, from), to: startOf(DAY, to), competition });
	const byId = groupBy(days, ({ competition }) => competition.id);
	return {
		days,
		total: serviceOf(days),
		byCompetition: [...byId.values()].flatMap((ofOne) => {
			const [first] = ofOne;
			return first ? [{ ...first.competition, ...serviceOf(ofOne) }] : [];
		}),
	};
}

interface DayRow {
	day: string;
	competitionId: string;
	competition: string;
	matches: number;
	served: number;
	p50: number | null;
	p5: number | null;
}

/** As one text: a year of many competitions has thousands of rows. */
async function readDays(
	db: Database,
	{ from, to, competition }: { from: Date; to: Date; competition: string | undefined },
): Promise<ServiceDay[]> {
	const ofCompetition = competition === undefined ? Prisma.sql`true` : Prisma.sql`c.id = ${competition}`;
	const [answer] = await db.$queryRaw<{ rows: string }[]>`
		SELECT coalesce(json_agg(row), '[]')::text AS rows FROM (
			SELECT to_char(s.day, 'YYYY-MM-DD') AS day, c.id AS "competitionId", c.name AS competition, s.matches, s.served,
				s."marginP50" AS p50, s."marginP5" AS p5
			FROM "ServiceDay" s JOIN "Competition" c ON c.id = s."competitionId"
			WHERE s.day >= ${from}::date AND s.day <= ${to}::date AND ${ofCompetition}
			ORDER BY s.day, c.name
		) row`;
	const rows: DayRow[] = JSON.parse(answer?.rows ?? '[]');
	return rows.map(({ day, competitionId, competition, matches, served, p50, p5 }) => ({
		day,
		competition: { id: competitionId, name: competition },
		...serviceOf([{ matches, served }]),
		margin: p50 !== null && p5 !== null ? { p50, p5 } : null,
	}));
}

async function requireCompetition(db: Database, id: string): Promise<void> {
	if (await db.competition.findUnique({ where: { id }, select: { id: true } })) return;
	throw new AppError(
		'not-found',
		`There is no competition "${id}": give the code of one that is followed, such as "en.1".`,
	);
}

function serviceOf(counts: Pick<Service, 'matches' | 'served'>[]): Service {
	const matches = counts.reduce((sum, count) => sum + count.matches, 0);
	const served = counts.reduce((sum, count) => sum + count.served, 0);
	return { matches, served, percentage: percentage(served, matches) };
}
