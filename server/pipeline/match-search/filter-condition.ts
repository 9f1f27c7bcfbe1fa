import { Prisma } from '../../../prisma/generated/client.ts';
import { after, DAY } from '../../clock.ts';
import { VOID_STATUSES } from '../../football/source.ts';
import { type AtRiskDeps, matchesAtRisk } from '../at-risk.ts';
import { both, type MatchCondition, withIds } from '../match-condition.ts';
import { settlementStands } from '../settlement-stands.ts';
import type { MatchFilter } from './match-filter.ts';

/** What the filter means in SQL, without its text. */
export async function matchesThat(
	deps: AtRiskDeps,
	{ competition, status, state, from, to }: MatchFilter,
): Promise<MatchCondition> {
	const conditions = [Prisma.sql`true`];
	if (competition) conditions.push(Prisma.sql`m."competitionId" = ${competition}`);
	if (status === 'called_off') {
		conditions.push(Prisma.sql`m.status = ANY(${VOID_STATUSES}::"MatchStatus"[])`);
	} else if (status) {
		conditions.push(Prisma.sql`m.status = ${status}::"MatchStatus"`);
	}
	if (from) conditions.push(Prisma.sql`m."kickoffAt" >= ${from}`);
	if (to) conditions.push(Prisma.sql`m."kickoffAt" < ${to}`);
	if (state) conditions.push(await stateCondition(deps, state));
	return conditions.reduce(both);
}

async function stateCondition(
	deps: AtRiskDeps,
	state: NonNullable<MatchFilter['state']>,
): Promise<MatchCondition> {
	switch (state) {
		case 'at_risk':
			return withIds((await matchesAtRisk(deps)).map(({ match }) => match.id));
		case 'gap':
			return Prisma.sql`m.id IN (
				SELECT a."matchId" FROM "Alert" a WHERE a."closedAt" IS NULL AND a.kind = 'match_gap')`;
		case 'failures':
			return Prisma.sql`m.id IN (SELECT f."matchId" FROM "JobFailure" f WHERE f."resolvedAt" IS NULL)`;
		case 'unsettled':
			return unsettled(deps.clock.now());
	}
}

/**
 * Finished, and without a settlement that stands for all its predictions. Whether one stands is asked of those alone
 * that have a prediction without points, a settlement that failed, or a kick-off in the last week: a match that
 * lacks its settlement for longer has one of the first two.
 */
function unsettled(now: Date): MatchCondition {
	const unscored = Prisma.sql`SELECT p."matchId" FROM "Prediction" p WHERE p.points IS NULL`;
	return Prisma.sql`m.status = 'finished'
		AND m.id IN (
			${unscored}
			UNION SELECT f."matchId" FROM "JobFailure" f WHERE f."resolvedAt" IS NULL AND f.stage = 'settlement'
			UNION SELECT recent.id FROM "Match" recent
				WHERE recent.status = 'finished' AND recent."kickoffAt" > ${after(now, -7 * DAY)}
		)
		AND (m.id IN (${unscored}) OR NOT coalesce((
			SELECT ${settlementStands} FROM "Settlement" s JOIN "Competition" c ON c.id = m."competitionId"
			WHERE s."matchId" = m.id ORDER BY s.revision DESC LIMIT 1
		), false))`;
}
