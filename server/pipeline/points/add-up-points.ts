import { Prisma } from '../../../prisma/generated/client.ts';
import type { PointsUnit } from '../../../prisma/generated/enums.ts';
import { MINUTE } from '../../clock.ts';
import type { Database, Transaction } from '../../db.ts';
import { byTenth, CHANCES, pointsOf, SUMS } from './points-sums.ts';
import { UNITS } from './units.ts';

/** Days of a competition that one transaction adds up: some 20,000 predictions of busy ones, or half a second. */
const AT_ONCE = 50;

/** Transactions of one run; what is left is read from the predictions until the next. */
const MOST_STEPS = 20;

/** Milliseconds after which one is given up, on a machine that has much else to do. */
const PATIENCE = MINUTE;

/**
 * Adds up anew the days in which points have changed (`PointsChange`), and the months, years and decades that they lie in.
 * What changes meanwhile leaves changes that stand, so that nothing that is out of date is ever taken for true; twice
 * changes nothing.
 * @param atOnce days of a competition in one transaction
 * @returns how many days of a competition were added up
 */
export async function addUpPoints(db: Database, atOnce = AT_ONCE): Promise<number> {
	let days = 0;
	for (let step = 0; step < MOST_STEPS; step += 1) {
		const done = await db.$transaction((tx) => addUpDays(tx, atOnce), { timeout: PATIENCE });
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
	// Neighbours have their month in common, and what is longer.
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
		${store('day', pointsOf(matchesOf(due)))}`;
	for (const [index, part] of UNITS.entries()) {
		const unit = UNITS[index + 1];
		if (unit) await addUpUnits(tx, due, { unit, part });
	}
	return days.length;
}

/** The matches of days of a competition: a relation with the columns competitionId and day. */
export function matchesOf(days: Prisma.Sql): Prisma.Sql {
	// Day by day, by the index: of all days at once Postgres expects a large part of the matches, and reads every one.
	return Prisma.sql`
		SELECT m.* FROM ${days} d CROSS JOIN LATERAL (
			SELECT id, "competitionId", status, "kickoffAt" FROM "Match"
			WHERE "competitionId" = d."competitionId" AND "kickoffAt" >= d.day::timestamp AT TIME ZONE 'UTC'
				AND "kickoffAt" < (d.day + 1)::timestamp AT TIME ZONE 'UTC'
			OFFSET 0
		) m`;
}

/** Adds up anew the units in which days lie, each from its parts. */
async function addUpUnits(
	tx: Transaction,
	days: Prisma.Sql,
	{ unit, part }: Record<'unit' | 'part', PointsUnit>,
): Promise<void> {
	const units = Prisma.sql`(
		SELECT DISTINCT "competitionId", date_trunc(${unit}, day::timestamp)::date AS start FROM ${days} due)`;
	await tx.$executeRaw`
		DELETE FROM "ModelPoints" old USING ${units} units
		WHERE old.unit = ${unit}::"PointsUnit" AND old.start = units.start AND old."competitionId" = units."competitionId"`;
	await tx.$executeRaw`${store(
		unit,
		Prisma.sql`
			SELECT units.start, s."competitionId", s."modelId", s.retroactive, ${addedUp(Prisma.sql`s`)}
			FROM ${units} units JOIN "ModelPoints" s
				ON s.unit = ${part}::"PointsUnit" AND s."competitionId" = units."competitionId"
				AND s.start >= units.start AND s.start < units.start + ${`1 ${unit}`}::interval
			GROUP BY units.start, s."competitionId", s."modelId", s.retroactive`,
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
function addedUp(rows: Prisma.Sql): Prisma.Sql {
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

function store(unit: PointsUnit, counted: Prisma.Sql): Prisma.Sql {
	return Prisma.sql`
		INSERT INTO "ModelPoints" (unit, start, "competitionId", "modelId", retroactive, ${COLUMNS})
		SELECT ${unit}::"PointsUnit", start, "competitionId", "modelId", retroactive, ${COLUMNS} FROM (${counted}) counted`;
}
