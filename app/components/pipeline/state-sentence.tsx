import { CircleCheck, CircleSlash, type LucideIcon, TriangleAlert } from 'lucide-react';
import { coverageSentence, missingWorkers } from '../../../server/pipeline/coverage-words.ts';
import type { Overview } from '../../../server/pipeline/overview.ts';
import { TONE_TEXT, type Tone } from '../ui/tone.ts';

/** The state in one sentence: what is broken now comes before how the coming matches stand. */
export function StateSentence({
	coverage,
	atRisk,
	workers,
}: Pick<Overview, 'coverage' | 'atRisk' | 'workers'>) {
	const missing = missingWorkers(workers);
	const { tone, icon: Icon } = missing
		? ({ tone: 'bad', icon: TriangleAlert } as const)
		: lookOf(coverage, atRisk);
	return (
		<h1 className="flex items-start gap-3 text-xl font-semibold tracking-tight sm:text-2xl">
			<Icon aria-hidden className={`mt-0.5 size-6 shrink-0 sm:mt-1 ${TONE_TEXT[tone]}`} />
			<span>
				{missing ? `${missing} ` : ''}
				{coverageSentence(coverage, atRisk.length)}
			</span>
		</h1>
	);
}

function lookOf(
	{ matches, covered }: Overview['coverage'],
	atRisk: Overview['atRisk'],
): { tone: Tone; icon: LucideIcon } {
	if (matches === 0) return { tone: 'quiet', icon: CircleSlash };
	if (covered === matches && atRisk.length === 0) return { tone: 'good', icon: CircleCheck };
	const critical = atRisk.some(({ severity }) => severity === 'critical');
	return { tone: critical ? 'bad' : 'warn', icon: TriangleAlert };
}
