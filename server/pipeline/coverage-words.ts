import { listed } from '../words.ts';
import type { Coverage } from './coverage.ts';
import type { WorkerStatus } from './workers-alive.ts';

/** The state of the coming matches in one sentence. @param atRisk how many may go unserved, covered or not */
export function coverageSentence(
	{ matches, covered, windowHours }: Pick<Coverage, 'matches' | 'covered' | 'windowHours'>,
	atRisk: number,
): string {
	const risk = atRisk > 0 ? `; ${atRisk} at risk` : '';
	return `${covering(matches, covered, `the next ${windowHours} h`)}${risk}.`;
}

function covering(matches: number, covered: number, window: string): string {
	if (matches === 0) return `No matches in ${window}`;
	if (covered === matches) {
		return matches === 1
			? `The one match of ${window} is served`
			: `All ${matches} matches of ${window} are served`;
	}
	const gaps = matches - covered;
	return `${gaps} of ${matches} ${matches === 1 ? 'match' : 'matches'} of ${window} ${gaps === 1 ? 'has' : 'have'} a gap`;
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
