import { Prisma } from '../../../prisma/generated/client.ts';

/** What a started item `item` has got from its models: its predictions, and what they cost. A row, for a lateral join. */
export const GOT = Prisma.sql`(
	SELECT count(*)::int AS predictions, coalesce(sum(p."costUsd"), 0)::float8 AS "costUsd" FROM "Prediction" p
	WHERE p."matchId" = item."matchId" AND p."modelId" = ANY(item."modelIds")
)`;

/** The models of an item `item` that have not answered; an array. */
export const WAITING = Prisma.sql`ARRAY(
	SELECT asked.id FROM unnest(item."modelIds") AS asked (id) WHERE NOT EXISTS (
		SELECT FROM "Prediction" p WHERE p."matchId" = item."matchId" AND p."modelId" = asked.id)
)`;
