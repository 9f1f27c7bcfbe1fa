import { MINUTE, SECOND } from '../../clock.ts';
import { workerOf } from '../../pipeline/queues/worker-of.ts';
import { countOf } from '../../words.ts';
import type { QueueSample } from '../situation.ts';
import type { Rule } from './rule.ts';

/** Fewer jobs are a burst: ten matches with one kick-off bring 420 calls at once. */
export const FLOOR = 1_000;
const MANY = 10_000;

/** Looks between which it grows, without a fall, over so many real milliseconds. */
const RISES = 5;
const LONG = 30 * SECOND;

/**
 * More comes into a queue than is taken, look after look. Jobs that yield, a backfill's, do not count: they
 * wait on purpose. A queue without workers, or one that is paused, is told as that.
 */
export const queueGrowing: Rule = {
	kind: 'queue_growing',
	find({ queued, workers }) {
		if (!queued) return null;
		return queued.queues.flatMap(({ name, label, paused, waiting }) => {
			const kind = workerOf(name);
			const worked = kind === null || workers.some((worker) => worker.kind === kind && worker.alive > 0);
			if (paused || !worked || !isGrowing(queued.samples.get(name) ?? [])) return [];
			return [
				{
					kind: 'queue_growing' as const,
					subject: name,
					level: waiting >= MANY ? 2 : 1,
					message: `${countOf(waiting, 'job')} wait in the queue "${label}", and more come than its workers take: start more of them, or raise their limits.`,
				},
			];
		});
	},
	closesAfter: 5 * MINUTE,
};

/** Whether it has grown over the last looks, without a fall among them. */
function isGrowing(samples: QueueSample[]): boolean {
	const newest = samples.at(-1);
	if (!newest || newest.waiting < FLOOR) return false;
	const reversed = samples.toReversed();
	let rises = 0;
	for (const [place, sample] of reversed.entries()) {
		const before = reversed[place + 1];
		if (!before || before.waiting > sample.waiting) return false;
		if (before.waiting < sample.waiting) rises += 1;
		if (rises >= RISES && newest.at - before.at >= LONG) return true;
	}
	return false;
}
