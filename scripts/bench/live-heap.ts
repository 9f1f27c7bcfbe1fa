import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Real milliseconds between two looks; each collects the garbage, so the work takes longer than it would. */
const LOOK_EVERY = 20;

/** Bytes of live objects that `work` holds at most, beside what was held before it. */
export async function liveHeapDuring(work: () => Promise<unknown>): Promise<number> {
	const collectGarbage = garbageCollector();
	const held = () => {
		collectGarbage();
		return process.memoryUsage().heapUsed;
	};
	const before = held();
	let most = before;
	const looking = setInterval(() => {
		most = Math.max(most, held());
	}, LOOK_EVERY);
	await work();
	clearInterval(looking);
	return most - before;
}

/** V8's own, which it shows to contexts that are made after the flag is set. */
function garbageCollector(): () => void {
	setFlagsFromString('--expose-gc');
	return runInNewContext('gc');
}
