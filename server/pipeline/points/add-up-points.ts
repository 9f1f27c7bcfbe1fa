import { Prisma } from '../../../prisma/generated/client.ts';
import type { Database, Transaction } from '../../db.ts';
import { byTenth, CHANCES, pointsOf, SUMS } from './points-sums.ts';

/** Days of a competition that one transaction adds up: some 20,000 predictions of busy ones, or 0.2 s. */
const AT_ONCE = 50;

/** Transactions of one run; what is left is read from the predictions until the next. */
const MOST_STEPS = 20;

/**
 * Adds up anew the days in which points have changed (`PointsChange`), and their months. What changes meanwhile leaves
 * changes that stand, so that nothing that is out of date is ever taken for true; twice changes nothing.
 * @param atOnce days of a competition in one transaction
 * @returns how many days of a competition were added up
 */
export async function addUpPoints(db: Database, atOnce = AT_ONCE): Promise<number> {
	let days = 0;
	for (let step = 0; step < MOST_STEPS; step += 1) {
		const done = await db.$transaction((tx) => addUpDays(tx, atOnce));
		days += done;
		if (done < atOnce) break;
	}
	return days;
}

async function addUpDays(tx: Transaction, most: number): Promise<number> {
	// The snapshot of the next statement has all that another process has added up before.
	await tx.$executeRaw`LOCK TABLE "ModelPoints" IN SHARE ROW EXCLUSIVE MODE`;
	// One statement: the changes that it takes away, and the predictions that it adds up, are of one moment.
	const days = await tx.$queryRaw<{ competitionId: string; day: Date }[]>`
		WITH due AS MATERIALIZED (
			SELECT "competitionId", day FROM "PointsChange" GROUP BY "competitionId", day ORDER BY min(id) LIMIT ${most}
		), taken AS (
			DELETE FROM "PointsChange" c USING due WHERE c."competitionId" = due."competitionId" AND c.day = due.day
		), counted AS MATERIALIZED (${pointsOf(matchesOf(Prisma.sql`due`))}
		), gone AS (
			DELETE FROM "ModelPoints" old USING due
			WHERE old.unit = 'day' AND old.start = due.day AND old."competitionId" = due."competitionId" AND NOT EXISTS (
				SELECT FROM counted WHERE counted.start = old.start AND counted."competitionId" = old."competitionId"
					AND counted."modelId" = old."modelId" AND counted.retroactive = old.retroactive)
		), stored AS (
			${store(Prisma.sql`'day'`, Prisma.sql`counted`)}
		)
		SELECT "competitionId", day FROM due`;
	if (days.length > 0) await addUpMonths(tx, days);
	return days.length;
}

/** The matches of days of a competition: a relation with the columns competitionId and day. */
export function matchesOf(days: Prisma.Sql): Prisma.Sql {
	return Prisma.sql`
		SELECT m.id, m."competitionId", m.status, m."kickoffAt" FROM ${days} d JOIN "Match" m
			ON m."competitionId" = d."competitionId" AND m."kickoffAt" >= d.day::timestamp AT TIME ZONE 'UTC'
			AND m."kickoffAt" < (d.day + 1)::timestamp AT TIME ZONE 'UTC'`;
}

async function addUpMonths(tx: Transaction, days: { competitionId: string; day: Date }[]): Promise<void> {
	const rows = days.map(({ competitionId, day }) => ({
		competitionId,
		month: `${day.toISOString().slice(0, 7)}-01`,
	}));
	await tx.$executeRaw`
		WITH months AS MATERIALIZED (
			SELECT DISTINCT "competitionId", month
			FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row("competitionId" text, month date)
		), counted AS MATERIALIZED (
			SELECT months.month AS start, s."competitionId", s."modelId", s.retroactive, ${sumsOf(Prisma.sql`s`)}
			FROM months JOIN "ModelPoints" s ON s.unit = 'day' AND s."competitionId" = months."competitionId"
				AND s.start >= months.month AND s.start < months.month + interval '1 month'
			GROUP BY months.month, s."competitionId", s."modelId", s.retroactive
		), gone AS (
			DELETE FROM "ModelPoints" old USING months
			WHERE old.unit = 'month' AND old.start = months.month AND old."competitionId" = months."competitionId"
				AND NOT EXISTS (
					SELECT FROM counted WHERE counted.start = old.start AND counted."competitionId" = old."competitionId"
						AND counted."modelId" = old."modelId" AND counted.retroactive = old.retroactive)
		)
		${store(Prisma.sql`'month'`, Prisma.sql`counted`)}`;
}

/** Adds rows of `ModelPoints` up, with the names of its columns. */
function sumsOf(rows: Prisma.Sql): Prisma.Sql {
	const sums = SUMS.map((column) => {
		const name = Prisma.raw(`"${column}"`);
		return Prisma.sql`sum(${rows}.${name}) AS ${name}`;
	});
	const chances = CHANCES.map((column) => {
		const name = Prisma.raw(`"${column}"`);
		// Arrays of SQL begin at 1.
		const each = byTenth((_, tenth) => Prisma.sql`sum(${rows}.${name}[${tenth} + 1])`);
		return Prisma.sql`CASE WHEN sum(${rows}.forecasts) = 0 THEN '{}' ELSE ARRAY[${each}] END AS ${name}`;
	});
	return Prisma.join([...sums, ...chances]);
}

const COLUMNS = Prisma.join([...SUMS, ...CHANCES].map((column) => Prisma.raw(`"${column}"`)));

const TAKE_OVER = Prisma.join(
	[...SUMS, ...CHANCES].map((column) => Prisma.raw(`"${column}" = excluded."${column}"`)),
);

function store(unit: Prisma.Sql, counted: Prisma.Sql): Prisma.Sql {
	return Prisma.sql`
		INSERT INTO "ModelPoints" (unit, start, "competitionId", "modelId", retroactive, ${COLUMNS})
		SELECT ${unit}::"PointsUnit", start, "competitionId", "modelId", retroactive, ${COLUMNS} FROM ${counted}
		ON CONFLICT (unit, start, "competitionId", "modelId", retroactive) DO UPDATE SET ${TAKE_OVER}`;
}
