import type { ModelCallOutcome } from '../../prisma/generated/enums.ts';
import { after, MINUTE } from '../clock.ts';
import type { Database } from '../db.ts';

/** How the last calls to one provider ended. */
export interface ProviderCalls {
	provider: string;
	calls: number;
	answered: number;
	/** Those of them of the last 2 minutes. */
	newest: { calls: number; answered: number };
	/** Real milliseconds that all of them took, for each that one with an answer took; 1 when none was in vain. */
	timePerAnswer: number;
	/** How most of those ended that were not answered; null when all were. */
	commonestTrouble: ModelCallOutcome | null;
}

/** How far back the last calls go, and how many of them say something. */
const RECENT = 10 * MINUTE;
const NEWEST = 2 * MINUTE;
const ENOUGH = 10;

/** The calls of the last 10 minutes of pipeline time, by provider; one without a call has no entry. */
export function recentProviderCalls(db: Pick<Database, '$queryRaw'>, now: Date): Promise<ProviderCalls[]> {
	return db.$queryRaw<ProviderCalls[]>`
		WITH recent AS (
			SELECT model.provider, c.outcome, sum(c.calls)::int AS calls, sum(c."latencyMs")::float8 AS "latencyMs",
				coalesce(sum(c.calls) FILTER (WHERE c.at > ${after(now, -NEWEST)}), 0)::int AS newest
			FROM "ModelCalls" c JOIN "Model" model ON model.id = c."modelId"
			WHERE c.at > ${after(now, -RECENT)} AND c.at <= ${now}
			GROUP BY model.provider, c.outcome
		)
		SELECT provider, sum(calls)::int AS calls,
			coalesce(sum(calls) FILTER (WHERE outcome = 'answered'), 0)::int AS answered,
			json_build_object('calls', sum(newest),
				'answered', coalesce(sum(newest) FILTER (WHERE outcome = 'answered'), 0)) AS newest,
			coalesce(sum("latencyMs") / nullif(sum("latencyMs") FILTER (WHERE outcome = 'answered'), 0), 1) AS "timePerAnswer",
			(array_agg(outcome::text ORDER BY calls DESC, outcome) FILTER (WHERE outcome <> 'answered'))[1]
				AS "commonestTrouble"
		FROM recent GROUP BY provider ORDER BY provider`;
}

/** Below this share of answers a provider counts as refusing. */
const FEW = 0.2;

/** Whether a provider answers nothing, or so little that something is wrong. */
export function isRefusing({ calls, answered }: ProviderCalls): boolean {
	return calls >= ENOUGH && answered < FEW * calls;
}

/** Whether it does so now: one that has begun to answer counts again before its last minutes are forgotten. */
export function refusesNow(last: ProviderCalls): boolean {
	const { calls, answered } = last.newest.calls > 0 ? last.newest : last;
	return isRefusing(last) && answered < FEW * calls;
}
