import { after } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { FailedJob } from '../../queue/failed-job.ts';
import { diagnose } from '../diagnosis.ts';
import { requireConfirmed } from '../failures/confirmed.ts';
import { recordFailure } from '../failures.ts';
import { QUEUED_STAGES } from '../stages.ts';
import { type EvidenceDeps, loadEvidence } from './evidence.ts';
import { type FoundFailure, findFailures } from './failed-work.ts';
import { type Diagnosed, groupFailures } from './group-failures.ts';
import type { FailureGroup, Investigation } from './investigation.ts';

export interface InvestigationOptions {
	/** How far back, in milliseconds of pipeline time. */
	lookBack: number;
	/** Also failures that have been resolved since. */
	resolved?: boolean;
}

/** Failures that are looked into at most, the newest. */
const MOST = 20_000;

/**
 * Reads what has failed from the table of failures and from the queues, and walks each failure back to its
 * cause. It changes nothing.
 */
export async function investigate(deps: EvidenceDeps, options: InvestigationOptions): Promise<Investigation> {
	const { groups, ...rest } = await lookInto(deps, options);
	return { ...rest, groups: groups.map(({ group }) => group) };
}

/**
 * The failures of one group, as it is now. Failed jobs of which only a queue told are taken down as failures; of those
 * that are about no match or model that is stored none can be kept: they are `aimless`, and can only be cleared.
 * @param options.forWhat what is to be done to them
 * @param options.confirmed how many the operator was shown
 * @throws AppError 'not-found' when no failure of now belongs to the group, 'conflict' when more do than were
 * confirmed, 'invalid' for a retry of nothing but aimless jobs. Nothing was changed then.
 */
export async function failuresOfGroup(
	deps: EvidenceDeps,
	options: InvestigationOptions & { group: string; forWhat: 'retry' | 'clear'; confirmed: number },
): Promise<{ group: FailureGroup; failureIds: string[]; aimless: FailedJob[] }> {
	const { groups } = await lookInto(deps, options);
	const found = groups.find(({ group }) => group.id === options.group);
	if (!found) {
		throw new AppError(
			'not-found',
			`No failure belongs to the group "${options.group}" now: what failed has been done since, or its cause is another. Investigate again.`,
		);
	}
	requireConfirmed(found.members.length, options.confirmed);
	const members = found.members.map(({ failure }) => failure);
	const aimless = await aimlessJobs(deps.db, members);
	if (options.forWhat === 'retry' && aimless.length === members.length) {
		throw new AppError(
			'invalid',
			'These jobs are about no match or model that is stored: they can only be cleared.',
		);
	}
	return { group: found.group, failureIds: await keptIds(deps.db, members), aimless };
}

/** Failed jobs that name no match or model that is stored. */
async function aimlessJobs(db: Database, members: FoundFailure[]): Promise<FailedJob[]> {
	const named = [
		...new Set(members.flatMap(({ job, modelId }) => (job && modelId !== null ? [modelId] : []))),
	];
	const stored = await db.model.findMany({ where: { id: { in: named } }, select: { id: true } });
	const models = new Set(stored.map(({ id }) => id));
	return members.flatMap(({ job, match, modelId }) =>
		job && (!match || (modelId !== null && !models.has(modelId))) ? [job] : [],
	);
}

async function keptIds(db: Database, members: FoundFailure[]): Promise<string[]> {
	const untold = members.flatMap((failure) => workOfJob(failure) ?? []);
	for (const { work, job } of untold) {
		const error = new Error(job.message);
		const how = { error, permanent: true, stalled: false, attempts: job.attempts };
		await recordFailure(db, work, how, job.failedAt);
	}
	const taken = await Promise.all(
		untold.map(({ work }) => db.jobFailure.findFirst({ where: work, select: { id: true } })),
	);
	return [...members.flatMap(({ id }) => id ?? []), ...taken.flatMap((failure) => failure?.id ?? [])];
}

function workOfJob({ job, stage, matchId, modelId }: FoundFailure) {
	const queued = QUEUED_STAGES.find((known) => known === stage);
	return job && matchId !== null && queued ? { work: { stage: queued, matchId, modelId }, job } : null;
}

async function lookInto(deps: EvidenceDeps, { lookBack, resolved = false }: InvestigationOptions) {
	const at = deps.clock.now();
	const since = after(at, -lookBack);
	const { failures, duplicates, leftOut } = await findFailures(deps, { since, resolved, most: MOST });
	const evidence = await loadEvidence(deps, failures);
	const diagnosed = evidence.map(
		(known): Diagnosed => ({ failure: known.failure, diagnosis: diagnose(known) }),
	);
	return {
		since,
		at,
		failures: failures.length,
		duplicates,
		leftOut,
		groups: groupFailures(diagnosed, lookBack),
	};
}
