import type { Coverage } from './coverage.ts';

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
