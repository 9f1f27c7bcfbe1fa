import { Prisma } from '../../../prisma/generated/client.ts';
import type { FailureFilter } from './failure-filter.ts';

/** A condition on `"JobFailure" f`. */
export type FailureCondition = Prisma.Sql;

export function failuresWithIds(ids: string[]): FailureCondition {
	return Prisma.sql`f.id = ANY(${ids})`;
}

/** Open failures among the named ones. */
export function openOnes(ids: string[]): FailureCondition {
	return Prisma.sql`f.id = ANY(${ids}) AND f."resolvedAt" IS NULL`;
}

/** What the filter means in SQL. */
export function failuresThat(filter: FailureFilter): FailureCondition {
	const { status, stage, category, competition, matchIds, model, fingerprint, regressed, search } = filter;
	const conditions = [
		status === 'open' ? Prisma.sql`f."resolvedAt" IS NULL` : Prisma.sql`f."resolvedAt" IS NOT NULL`,
	];
	if (stage) conditions.push(Prisma.sql`f.stage = ${stage}::"Stage"`);
	if (category) conditions.push(Prisma.sql`f.category = ${category}::"FailureCategory"`);
	if (competition) {
		conditions.push(
			Prisma.sql`f."matchId" IN (SELECT id FROM "Match" WHERE "competitionId" = ${competition})`,
		);
	}
	if (matchIds) conditions.push(Prisma.sql`f."matchId" = ANY(${matchIds})`);
	if (model) conditions.push(Prisma.sql`f."modelId" = ${model}`);
	if (fingerprint) conditions.push(Prisma.sql`f.fingerprint = ${fingerprint}`);
	if (regressed !== undefined) conditions.push(Prisma.sql`(f.regressions > 0) = ${regressed}`);
	if (search) conditions.push(found(search));
	return Prisma.join(conditions, ' AND ');
}

/** The cheap ways to be found come first: only the rest have their messages read. */
function found(search: string): FailureCondition {
	const id = search.toLowerCase();
	const part = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
	// The same for ASCII, and several times as fast: most of a search is spent on lower-casing the messages.
	const collation = /^[ -~]*$/.test(search) ? Prisma.sql`COLLATE "C"` : Prisma.empty;
	// As arrays they are looked up in the indexes of matches, of which all would be read otherwise.
	const teams = Prisma.sql`ANY (ARRAY(SELECT id FROM "Team" WHERE name ILIKE ${part}))`;
	return Prisma.sql`(
		${id} IN (f.id, f."matchId", f."modelId")
		OR f."matchId" IN (SELECT id FROM "Match" WHERE "homeTeamId" = ${teams} OR "awayTeamId" = ${teams})
		OR f.message ${collation} ILIKE ${part}
	)`;
}
