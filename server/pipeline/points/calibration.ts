import { Prisma } from '../../../prisma/generated/client.ts';
import type { Database } from '../../db.ts';
import { addedPoints, type PointsFilter } from './added-points.ts';
import { byTenth, TENTHS } from './points-sums.ts';

/** Chances that were about the same, and how many of them came true. */
export interface CalibrationBin {
	/** 0 to 1. */
	from: number;
	to: number;
	/** Chances of home win, draw and away win that lie in it; 0 when nobody gave one. */
	chances: number;
	/** Their mean, and the share that came true; null without one. */
	predicted: number | null;
	observed: number | null;
}

interface Tenths {
	chances: number[];
	chanceSums: number[];
	cameTrue: number[];
}

/**
 * How often what the models gave a chance came true, by tenths: a reliability diagram (Murphy and Winkler, 1977). Each
 * prediction has three chances: home win, draw and away win.
 */
export async function calibration(db: Database, filter: PointsFilter): Promise<CalibrationBin[]> {
	const [sums] = await db.$queryRaw<Tenths[]>`
		SELECT ${sumOf('chances')}, ${sumOf('chanceSums')}, ${sumOf('cameTrue')} FROM (${addedPoints(filter, 'chances')}) s`;
	return Array.from({ length: TENTHS }, (_, index) => {
		const chances = sums?.chances[index] ?? 0;
		const mean = (of: number[] | undefined) => (chances === 0 ? null : (of?.[index] ?? 0) / chances);
		return {
			from: index / TENTHS,
			to: (index + 1) / TENTHS,
			chances,
			predicted: mean(sums?.chanceSums),
			observed: mean(sums?.cameTrue),
		};
	});
}

function sumOf(column: keyof Tenths): Prisma.Sql {
	const name = Prisma.raw(`"${column}"`);
	// Arrays of SQL begin at 1.
	const each = byTenth((_, tenth) => Prisma.sql`coalesce(sum(s.times * s.${name}[${tenth} + 1]), 0)::float8`);
	return Prisma.sql`ARRAY[${each}] AS ${name}`;
}
