import type { ModelDemand } from './model-demand.ts';

/** What enabling or disabling a model does to matches: "38 coming matches will not ask it". */
export function demandInWords({ coming, late }: ModelDemand, enabled: boolean): string {
	const will = enabled ? 'will ask it' : 'will not ask it';
	const ofComing = `${matches(coming, 'coming ')} ${will}`;
	if (late === 0) return ofComing;
	const ofLate = enabled
		? `${matches(late)} of the last 7 days ${late === 1 ? 'gets' : 'get'} a retroactive prediction`
		: `nor will ${matches(late)} of the last 7 days that ${late === 1 ? 'lacks' : 'lack'} it`;
	return `${ofComing}, ${enabled ? 'and ' : ''}${ofLate}`;
}

function matches(count: number, which = ''): string {
	const number = count === 0 ? 'no' : count.toLocaleString('en-US');
	return `${number} ${which}${count === 1 ? 'match' : 'matches'}`;
}
