import { DAY } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import { countOf } from '../../words.ts';
import type { EvidenceDeps } from '../investigation/evidence.ts';
import { failuresOfGroup } from '../investigation/investigate.ts';
import { withIds } from '../match-condition.ts';
import { matchStates } from '../match-state.ts';
import { actionResults } from './action-results.ts';
import type { ActionRunner } from './action-runner.ts';
import type { FailureAction, FailureActionResult, NamedResult, UnknownFailure } from './failure-action.ts';
import { failuresThat, failuresWithIds } from './failure-condition.ts';
import type { FailureFilter } from './failure-filter.ts';
import { filterWords } from './filter-words.ts';
import { readAction } from './read-action.ts';
import type { ActionDeps } from './run-action.ts';
import { type ActionOrder, type Chosen, startAction } from './start-action.ts';

export interface ActDeps extends ActionDeps, EvidenceDeps {
	failureActions: Pick<ActionRunner, 'run' | 'start'>;
}

type Asked = Pick<ActionOrder, 'work' | 'operatorId'>;

/** An action that has ended, with what it did to each failure. */
export interface EndedAction {
	action: FailureAction;
	/** One for each that was named; those that nobody knows come last. */
	results: NamedResult[];
}

/** Retries or clears the named failures at once. */
export async function actOnNamed(
	deps: ActDeps,
	{ ids, ...asked }: Asked & { ids: string[] },
): Promise<EndedAction> {
	const named = [...new Set(ids)];
	const id = await startAction(deps, {
		...asked,
		chosen: {
			condition: failuresWithIds(named),
			selection: `${countOf(named.length, 'failure')} chosen one by one`,
			detail: { ids: named },
			confirmed: null,
		},
	});
	await deps.failureActions.run(id);
	const { results } = await actionResults(deps.db, { id, limit: named.length });
	const known = new Set(results.map(({ failureId }) => failureId));
	const unknown = named.filter((failureId) => !known.has(failureId)).map(unknownFailure);
	return {
		action: await readAction(deps.db, id),
		results: [...(await withNext(deps, results)), ...unknown],
	};
}

/**
 * Begins to retry or clear every failure that the filter means, in the background.
 * @throws AppError 'conflict' when more failures than `confirmed` match now
 */
export async function actOnMatching(
	deps: ActDeps,
	{ filter, confirmed, ...asked }: Asked & { filter: FailureFilter; confirmed: number },
): Promise<FailureAction> {
	if (filter.status !== 'open') {
		throw new AppError(
			'invalid',
			'Only open failures can be retried or cleared: leave the resolved ones out.',
		);
	}
	return begin(deps, asked, {
		condition: failuresThat(filter),
		selection: filterWords(filter),
		detail: { filter: { ...filter } },
		confirmed,
	});
}

/**
 * The same for a group of an investigation, as it is now.
 * @throws AppError 'not-found' when there is no such group now, 'conflict' as above
 */
export async function actOnGroup(
	deps: ActDeps,
	{ group, sinceDays, confirmed, ...asked }: Asked & { group: string; sinceDays: number; confirmed: number },
): Promise<FailureAction> {
	const forWhat = asked.work.kind;
	const found = await failuresOfGroup(deps, { group, lookBack: sinceDays * DAY, forWhat, confirmed });
	return begin(deps, asked, {
		condition: failuresWithIds(found.failureIds),
		selection: `failures of one kind and cause: ${found.group.summary}`,
		detail: { group, cause: found.group.cause },
		confirmed,
		// A retry leaves them where they are.
		aimless: forWhat === 'clear' ? found.aimless : [],
	});
}

async function begin(deps: ActDeps, asked: Asked, chosen: Chosen): Promise<FailureAction> {
	const id = await startAction(deps, { ...asked, chosen });
	deps.failureActions.start(id);
	deps.feed.topic('failures');
	return readAction(deps.db, id);
}

function unknownFailure(failureId: string): UnknownFailure {
	const reason = 'there is no failure with this id';
	const nothing = { stage: null, match: null, model: null, since: null, next: null };
	return { failureId, outcome: 'refused', reason, ...nothing };
}

async function withNext(deps: ActDeps, results: FailureActionResult[]): Promise<FailureActionResult[]> {
	const matchIds = [...new Set(results.map(({ match }) => match.id))];
	const states = await matchStates(deps, withIds(matchIds));
	const next = new Map(states.map(({ id, plan }) => [id, plan.next]));
	return results.map((result) => ({ ...result, next: next.get(result.match.id) ?? null }));
}
