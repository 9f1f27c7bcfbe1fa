import type { Database } from '../../db.ts';
import type { StageName } from '../stages.ts';
import type { FailureOutcome } from './failure-action.ts';

/** A failure whose turn has come in an action. */
export interface BatchItem {
	position: number;
	failureId: string;
	stage: StageName;
	matchId: string;
	open: boolean;
	/** The model that was asked; null for work of the match as a whole. */
	model: { id: string; provider: string; enabled: boolean; predicted: boolean } | null;
}

/** What was done to a failure. */
export interface Verdict {
	outcome: FailureOutcome;
	/** Why it was refused; null otherwise. */
	reason: string | null;
}

type Reader = Pick<Database, '$queryRaw' | '$executeRaw'>;

interface ItemRow extends Omit<BatchItem, 'model'> {
	modelId: string | null;
	provider: string | null;
	enabled: boolean | null;
	predicted: boolean;
}

/** The next items of an action whose turn has not come. */
export async function nextItems(tx: Reader, actionId: string, most: number): Promise<BatchItem[]> {
	const rows = await tx.$queryRaw<ItemRow[]>`
		SELECT i.position, f.id AS "failureId", f.stage::text AS stage, f."matchId", f."resolvedAt" IS NULL AS open,
			model.id AS "modelId", model.provider, model.enabled,
			EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = f."matchId" AND p."modelId" = f."modelId") AS predicted
		FROM "FailureActionItem" i
		JOIN "JobFailure" f ON f.id = i."failureId"
		LEFT JOIN "Model" model ON model.id = f."modelId"
		WHERE i."actionId" = ${actionId} AND i.outcome IS NULL
		ORDER BY i.position
		LIMIT ${most}`;
	return rows.map(({ modelId, provider, enabled, predicted, ...item }) => ({
		...item,
		model:
			modelId === null
				? null
				: { id: modelId, provider: provider ?? '', enabled: enabled ?? false, predicted },
	}));
}

/** Writes down what was done to the items. */
export async function storeVerdicts(
	tx: Reader,
	actionId: string,
	verdicts: Map<BatchItem, Verdict>,
	now: Date,
): Promise<void> {
	const given = [...verdicts];
	await tx.$executeRaw`
		UPDATE "FailureActionItem" i
		SET outcome = given.outcome::"FailureOutcome", reason = nullif(given.reason, ''), at = ${now}::timestamptz
		FROM unnest(
			${given.map(([item]) => item.position)}::int[],
			${given.map(([, { outcome }]) => outcome)}::text[],
			${given.map(([, { reason }]) => reason ?? '')}::text[]
		) AS given (position, outcome, reason)
		WHERE i."actionId" = ${actionId} AND i.position = given.position AND i.outcome IS NULL`;
}
