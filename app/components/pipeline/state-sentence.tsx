import { CircleCheck, CircleSlash, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Overview } from '../../../server/pipeline/overview.ts';
import { TONE_TEXT, type Tone } from '../ui/tone.ts';

/** The state of the coming matches in one sentence. */
export function StateSentence({ coverage, atRisk }: Pick<Overview, 'coverage' | 'atRisk'>) {
	const { tone, icon: Icon, sentence } = stateOf(coverage, atRisk);
	return (
		<h1 className="flex items-start gap-3 text-xl font-semibold tracking-tight sm:text-2xl">
			<Icon aria-hidden className={`mt-0.5 size-6 shrink-0 sm:mt-1 ${TONE_TEXT[tone]}`} />
			{sentence}
		</h1>
	);
}

function stateOf(
	{ matches, covered, windowHours }: Overview['coverage'],
	atRisk: Overview['atRisk'],
): { tone: Tone; icon: LucideIcon; sentence: string } {
	const window = `the next ${windowHours} h`;
	if (matches === 0) return { tone: 'quiet', icon: CircleSlash, sentence: `No matches in ${window}.` };
	if (covered === matches) {
		const sentence =
			matches === 1
				? `The one match of ${window} is covered.`
				: `All ${matches} matches of ${window} are covered.`;
		return { tone: 'good', icon: CircleCheck, sentence };
	}
	const critical = atRisk.some(({ severity }) => severity === 'critical');
	const gaps = matches - covered;
	return {
		tone: critical ? 'bad' : 'warn',
		icon: TriangleAlert,
		sentence: `${gaps} of ${matches} ${matches === 1 ? 'match' : 'matches'} of ${window} ${gaps === 1 ? 'is' : 'are'} at risk.`,
	};
}
