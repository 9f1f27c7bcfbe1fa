import { listed } from '../words.ts';
import type { Coverage } from './coverage.ts';
import type { WorkerStatus } from './workers-alive.ts';

/** The state of the coming matches in one sentence. */
export function coverageSentence({
	matches,
	covered,
	windowHours,
}: Pick<Coverage, 'matches' | 'covered' | 'windowHours'>): string {
	const window = `the next ${windowHours} h`;
	if (matches === 0) return `No matches in ${window}.`;
	if (covered === matches) {
		return matches === 1
			? `The one match of ${window} is covered.`
			: `All ${matches} matches of ${window} are covered.`;
	}
	const gaps = matches - covered;
	return `${gaps} of ${matches} ${matches === 1 ? 'match' : 'matches'} of ${window} ${gaps === 1 ? 'has' : 'have'} a gap.`;
}

/** Which kinds of worker have no living process; null when each has one. */
export function missingWorkers(workers: Pick<WorkerStatus, 'kind' | 'alive'>[]): string | null {
	const missing = workers.filter(({ alive }) => alive === 0).map(({ kind }) => kind);
	if (missing.length === 0) return null;
	if (missing.length === workers.length) return 'No worker is running.';
	return missing.length === 1
		? `The ${listed(missing)} worker is not running.`
		: `The ${listed(missing)} workers are not running.`;
}
