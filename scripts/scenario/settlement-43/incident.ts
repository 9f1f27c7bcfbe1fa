import type { WorkerKind } from '../../../prisma/generated/enums.ts';
import { after, DAY, MINUTE, machineTime } from '../../../server/clock.ts';
import { dueBeforeKickoff } from '../../../server/pipeline/stages.ts';
import { workersAlive } from '../../../server/pipeline/workers-alive.ts';
import { setPace } from '../../../server/replay/replay.ts';
import { wipeQueues } from '../../chaos/strikes/on-queues.ts';
import { jumpClock } from '../../chaos/strikes/on-time.ts';
import { FIRST_KICKOFF, LAST_KICKOFF, MATCHES } from '../matchday.ts';
import { PATIENCE_MINUTES, type Stage } from '../open-stage.ts';
import { forwardTo, STEP_MINUTES, timeOf } from '../stage-clock.ts';

/**
 * Lets happen what happened: the settlements of a whole day fail because nobody predicted it. It ends in the
 * state that an operator finds, with the scheduling worker dead: alive, it would mend everything within a minute.
 */
export async function playIncident(stage: Stage, say: (line: string) => void): Promise<void> {
	const { supervisor, until } = stage;
	const tell = (line: string) => say(`${timeOf(stage)}  ${line}`);

	await until('the fixtures', ({ matches }) => matches === MATCHES);
	await forwardTo(stage, dueBeforeKickoff('analysis', LAST_KICKOFF));
	await until('the analyses', ({ analysed }) => analysed === MATCHES);
	tell(`All ${MATCHES} matches are analysed. Their predictions are queued for half an hour before kick-off.`);
	await supervisor.kill('prediction');
	tell('The prediction worker dies, and stays dead.');

	await forwardTo(stage, after(dueBeforeKickoff('predictions', FIRST_KICKOFF), 5 * MINUTE));
	await losePredictions(stage);
	await until('the prediction worker to count as dead', () => countsAs(stage, 'dead', ['prediction']));
	tell('The queues were lost. The minute sweep has noticed, and has put back what was in them.');
	const { lastFinishedAt } = await forwardUntil(stage, 'full time', ({ finished }) => finished === MATCHES);
	tell(`All ${MATCHES} matches have finished, without a prediction. Their settlements wait for them.`);
	await until('the line-ups', ({ linedUp }) => linedUp === MATCHES);
	await forwardTo(stage, after(lastFinishedAt ?? LAST_KICKOFF, PATIENCE_MINUTES * MINUTE));
	await until('the failures', ({ failed }) => failed === MATCHES);
	tell(`All ${MATCHES} settlements have failed.`);

	await supervisor.kill('scheduling');
	await goOnInRealTime(stage);
	await wipeQueues(stage);
	tell('The scheduling worker dies, which would have mended it, and the queues are lost again.');
	supervisor.run('prediction', 'workers/prediction.ts');
}

/** Waits until the dead worker counts as dead, and the other one is back. */
export async function awaitAftermath(stage: Stage, say: (line: string) => void): Promise<void> {
	await stage.until(
		'the prediction worker',
		async () =>
			(await countsAs(stage, 'alive', ['prediction', 'settlement'])) &&
			(await countsAs(stage, 'dead', ['scheduling'])),
	);
	say(`${timeOf(stage)}  The prediction worker is back, with nothing to do: nobody queues anything.`);
}

/** Whether all workers of these kinds do; a dead one does so after 15 s of the machine's time. */
async function countsAs({ context }: Stage, state: 'alive' | 'dead', kinds: WorkerKind[]): Promise<boolean> {
	const workers = await workersAlive(context.db);
	return workers.every(({ kind, alive }) => !kinds.includes(kind) || alive > 0 === (state === 'alive'));
}

/** Loses the queues, and waits until the sweep has noticed and put the predictions back. */
async function losePredictions(stage: Stage): Promise<void> {
	const { losses } = await stage.facts();
	await wipeQueues(stage);
	await jumpClock(stage, { minutes: STEP_MINUTES });
	await stage.until('the sweep to put back the predictions', async (facts) => {
		const jobs = await stage.queues.jobs();
		return facts.losses > losses && jobs.filter(({ queue }) => queue === 'predictions').length === MATCHES;
	});
}

function forwardUntil(
	stage: Stage,
	...[what, check]: Parameters<Stage['until']>
): ReturnType<Stage['until']> {
	return stage.until(what, async (facts) => {
		if (await check(facts)) return true;
		await jumpClock(stage, { minutes: STEP_MINUTES });
		return false;
	});
}

/** Without its conductor the clock would soon stand still; so it may run for as long as anybody looks on. */
async function goOnInRealTime({ context: { db, clock, feed } }: Stage): Promise<void> {
	const realAt = new Date(machineTime());
	await setPace(db, { virtualAt: clock.now(), realAt, pace: 1, allowance: 7 * DAY });
	feed.topic('replay');
	await feed.flush();
}
