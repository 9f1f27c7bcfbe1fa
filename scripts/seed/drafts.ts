import { Prisma } from '../../prisma/generated/client.ts';
import type { Transaction } from '../../server/db.ts';
import { quotas } from '../../server/pipeline/scoring.ts';

/**
 * What the other steps work with, in the session's own schema: two functions, the models in a fixed order, and Kicktipp's quotas as
 * `scoring.ts` has them, by the number of predictions and how many of these have the tendency.
 */
export async function prepareDrafts(tx: Transaction, seed: number): Promise<void> {
	await tx.$executeRaw`SET LOCAL work_mem = '128MB'`;
	await tx.$executeRaw`SET LOCAL maintenance_work_mem = '256MB'`;
	await tx.$executeRawUnsafe(`
		CREATE OR REPLACE FUNCTION pg_temp.chance(key text) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
		AS $$ SELECT (hashtextextended(key, ${seed}) & 1048575) / 1048576::float8 $$`);
	await tx.$executeRawUnsafe(`
		CREATE OR REPLACE FUNCTION pg_temp.id(key text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
		AS $$ SELECT 's' || left(md5(key || '/${seed}'), 23) $$`);
	await tx.$executeRaw`
		CREATE TEMP TABLE model_draft ON COMMIT DROP AS
		SELECT (row_number() OVER (ORDER BY id))::int AS number, * FROM "Model" WHERE enabled`;
	await tx.$executeRaw`
		CREATE TEMP TABLE quota_draft ON COMMIT DROP AS
		SELECT * FROM jsonb_to_recordset(${JSON.stringify(await quotaRows(tx))}::jsonb) AS quota (counted int, alike int, points int)`;
}

export async function dropDrafts(tx: Transaction): Promise<void> {
	await tx.$executeRaw`DROP FUNCTION pg_temp.chance(text), pg_temp.id(text)`;
}

/** Of a league's usual points. */
const QUOTA_RANGE = { min: 2, max: 6 };

async function quotaRows(tx: Transaction): Promise<{ counted: number; alike: number; points: number }[]> {
	const models = await tx.model.count({ where: { enabled: true } });
	return Array.from({ length: models + 1 }, (_, counted) =>
		Array.from({ length: counted + 1 }, (_, alike) => ({
			counted,
			alike,
			points: quotas({ home: alike, draw: counted - alike, away: 0 }, QUOTA_RANGE).home,
		})),
	).flat();
}

/** A column of strings as rows of a number from 0 on and a text: `FROM ${rowsOf(texts)} AS of (number, text)`. */
export function rowsOf(texts: string[]): Prisma.Sql {
	return Prisma.sql`(SELECT place::int - 1, item FROM unnest(${texts}::text[]) WITH ORDINALITY AS listed (item, place))`;
}
