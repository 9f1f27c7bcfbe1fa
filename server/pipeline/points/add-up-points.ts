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

interface DueDay {
	competitionId: string;
	day: Date;
}

async function addUpDays(tx: Transaction, most: number): Promise<number> {
	// The snapshots of the next statements have all that another process has added up before.
	await tx.$executeRaw`LOCK TABLE "ModelPoints" IN SHARE ROW EXCLUSIVE MODE`;
	// Neighbours have their month in common.
	const days = await tx.$queryRaw<DueDay[]>`
		SELECT DISTINCT "competitionId", day FROM "PointsChange" ORDER BY "competitionId", day LIMIT ${most}`;
	if (days.length === 0) return 0;
	const due = relationOf(days.map(({ competitionId, day }) => ({ competitionId, day: dateOf(day) })));
	await tx.$executeRaw`
		DELETE FROM "ModelPoints" old USING ${due} due
		WHERE old.unit = 'day' AND old.start = due.day AND old."competitionId" = due."competitionId"`;
	// One statement: the changes that it takes away, and the predictions that it adds up, are of one moment.
	await tx.$executeRaw`
		WITH taken AS (
			DELETE FROM "PointsChange" c USING ${due} due WHERE c."competitionId" = due."competitionId" AND c.day = due.day
		)
		${store(Prisma.sql`'day'`, pointsOf(matchesOf(due)))}`;
	await addUpMonths(tx, days);
	return days.length;
}

/** The matches of days of a competition: a relation with the columns competitionId and day. */
export function matchesOf(days: Prisma.Sql): Prisma.Sql {
	return Prisma.sql`
		SELECT m.id, m."competitionId", m.status, m."kickoffAt" FROM ${days} d JOIN "Match" m
			ON m."competitionId" = d."competitionId" AND m."kickoffAt" >= d.day::timestamp AT TIME ZONE 'UTC'
			AND m."kickoffAt" < (d.day + 1)::timestamp AT TIME ZONE 'UTC'`;
}

async function addUpMonths(tx: Transaction, days: DueDay[]): Promise<void> {
	const months = Prisma.sql`(SELECT DISTINCT "competitionId", day FROM ${relationOf(
		days.map(({ competitionId, day }) => ({ competitionId, day: `${dateOf(day).slice(0, 7)}-01` })),
	)} row)`;
	await tx.$executeRaw`
		DELETE FROM "ModelPoints" old USING ${months} months
		WHERE old.unit = 'month' AND old.start = months.day AND old."competitionId" = months."competitionId"`;
	await tx.$executeRaw`${store(
		Prisma.sql`'month'`,
		Prisma.sql`
			SELECT months.day AS start, s."competitionId", s."modelId", s.retroactive, ${sumsOf(Prisma.sql`s`)}
			FROM ${months} months JOIN "ModelPoints" s ON s.unit = 'day' AND s."competitionId" = months."competitionId"
				AND s.start >= months.day AND s.start < months.day + interval '1 month'
			GROUP BY months.day, s."competitionId", s."modelId", s.retroactive`,
	)}`;
}

/** Days of a competition as a relation with the columns competitionId and day. */
function relationOf(days: { competitionId: string; day: string }[]): Prisma.Sql {
	return Prisma.sql`(SELECT * FROM jsonb_to_recordset(${JSON.stringify(days)}::jsonb) AS row("competitionId" text, day date))`;
}

function dateOf(day: Date): string {
	return day.toISOString().slice(0, 10);
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

function store(unit: Prisma.Sql, counted: Prisma.Sql): Prisma.Sql {
	return Prisma.sql`
		INSERT INTO "ModelPoints" (unit, start, "competitionId", "modelId", retroactive, ${COLUMNS})
		SELECT ${unit}::"PointsUnit", start, "competitionId", "modelId", retroactive, ${COLUMNS} FROM (${counted}) counted`;
}
