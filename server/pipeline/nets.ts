import { after, DAY, MINUTE } from '../clock.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import type { FixtureSource } from '../football/source.ts';
import { keepHistory } from '../history/keep-history.ts';
import { storeCoverage } from '../history/store-coverage.ts';
import { pause } from '../pause.ts';
import type { LimitSettings } from '../pipeline-models.ts';
import type { RecurringTask } from '../recurring.ts';
import { pruneRuns } from './backfill/prune-runs.ts';
import { pruneFailures } from './failures/prune-failures.ts';
import { ingest } from './ingest.ts';
import { checkStuck, pollLive } from './live.ts';
import { pruneHeartbeats } from './outages.ts';
import { outlook } from './outlook.ts';
import { type PassDeps, prunePasses, runPass, runStuckCheck } from './passes.ts';
import { checkMark, describeLosses, pruneLosses } from './queue-losses.ts';
import { assertPauses } from './queues/assert-pauses.ts';
import { pruneJobsEnded } from './queues/prune-jobs-ended.ts';

export interface NetsDeps extends PassDeps {
	env: LimitSettings;
	source: FixtureSource;
	/** The competitions whose fixtures are read: operators change them while this runs. */
	competitions(): Promise<string[]>;
	feed: FeedPublisher;
}

/** How often each net runs, in milliseconds of pipeline time. */
export interface Intervals {
	ingest: number;
	sweep: number;
	backfill: number;
	stuckCheck: number;
	live: number;
}

/** How often a competition that could not be read is tried again. */
const INGEST_RETRY = 10 * MINUTE;

/** Real milliseconds that the first sweep waits for the catch-up at most: a source may hang. */
const PATIENCE = 60_000;

/**
 * The nets that let no match fall: the catch-up at start, the minute sweep with the hourly backfill, and the
 * check on stuck matches, all of them over `reconcile`. The leading scheduling worker runs them. The lists
 * run beside each other, so that a source that hangs holds up no sweep.
 * @param signal ends the wait for the catch-up
 * @param patience real milliseconds that the first sweep waits for the catch-up
 */
export function schedulingNets(
	deps: NetsDeps,
	every: Intervals,
	signal: AbortSignal,
	patience = PATIENCE,
): RecurringTask[][] {
	const tried = new AbortController();
	let caughtUp = false;
	/** Competitions that have to be read again soon. */
	let failed: string[] = [];
	/** Those that were followed when fixtures were last read. */
	let followed: string[] = [];
	let liveProblems: string[] = [];

	/** @param choose those of the followed ones that are read; all by default */
	async function readFixtures(choose: (all: string[]) => string[] = (all) => all) {
		const all = await deps.competitions();
		const only = choose(all);
		failed = [...new Set([...failed, ...only])];
		followed = all;
		const { problems, ...read } = await ingest(deps, all, only);
		failed = [...failed.filter((id) => all.includes(id) && !only.includes(id)), ...read.failed];
		return problems;
	}

	/** The source is asked about every match before anything is queued. */
	async function catchUp() {
		try {
			const problems = await readFixtures();
			const asked = [await pollLive(deps), await checkStuck(deps)];
			await runPass(deps, 'startup', [...problems, ...asked.flatMap((poll) => poll.problems)]);
			caughtUp = true;
		} finally {
			tried.abort();
		}
	}

	async function readAll() {
		if (!caughtUp) return catchUp();
		await runPass(deps, 'ingest', await readFixtures());
	}

	/** A competition whose source was down is not left alone until the next reading of all. */
	async function readFailedAgain() {
		if (!caughtUp) return catchUp();
		const again = (all: string[]) => all.filter((id) => failed.includes(id));
		if (failed.length > 0) await runPass(deps, 'ingest', await readFixtures(again));
	}

	/** One that an operator added is not left alone until then, either. */
	async function readAdded() {
		if (!caughtUp) return;
		const isNew = (id: string) => !followed.includes(id);
		if (!(await deps.competitions()).some(isNew)) return;
		const before = followed;
		const added = (all: string[]) => all.filter((id) => !before.includes(id));
		await runPass(deps, 'ingest', await readFixtures(added));
	}

	async function poll() {
		liveProblems = (await pollLive(deps)).problems;
	}

	async function sweep() {
		await pause(patience, AbortSignal.any([signal, tried.signal]));
		const loss = await checkMark(deps);
		if (loss) {
			deps.log.error(loss, describeLosses([loss]));
			// What is put back must not be taken from a queue that has lost its pause.
			await assertPauses(deps);
		}
		const lost = loss ? [`Found out: ${describeLosses([loss])}. What was in them is put back.`] : [];
		await runPass(deps, 'sweep', [...lost, ...liveProblems]);
		await storeCoverage(deps.db, await outlook(deps));
		deps.feed.topic('coverage');
	}

	async function backfill() {
		await runPass(deps, 'backfill');
		await keepHistory(deps.db, deps.clock.now());
		await prune(deps);
	}

	async function checkOnStuck() {
		const { stuck, problems } = await checkStuck(deps);
		return runStuckCheck(deps, stuck, problems);
	}

	return [
		[
			{ name: 'ingest', every: every.ingest, run: readAll },
			{ name: 'ingest of what failed', every: INGEST_RETRY, run: readFailedAgain },
			{ name: 'ingest of what was added', every: MINUTE, run: readAdded },
		],
		[
			{ name: 'live', every: every.live, run: poll },
			{ name: 'stuck check', every: every.stuckCheck, run: checkOnStuck },
		],
		[
			{ name: 'sweep', every: every.sweep, run: sweep },
			{ name: 'backfill', every: every.backfill, run: backfill },
		],
	];
}

/** How long losses of queues and heartbeats, and with them the outages, are kept. */
const OUTAGES_KEPT = 90 * DAY;

async function prune({ db, clock }: NetsDeps): Promise<void> {
	const now = clock.now();
	await prunePasses(db, now);
	await pruneFailures(db, now);
	await pruneRuns(db);
	await pruneJobsEnded(db);
	await pruneHeartbeats(db, after(now, -OUTAGES_KEPT));
	await pruneLosses(db, after(now, -OUTAGES_KEPT));
}
