import type { MatchPlan } from '../../../server/pipeline/plan.ts';
import type { StageState } from '../../../server/pipeline/stage-state.ts';
import { STAGES, type StageName } from '../../../server/pipeline/stages.ts';
import { formatTime } from '../../time/format.ts';
import { useTimeZone } from '../../time/time-zone.tsx';
import { TONE_SOFT } from '../ui/tone.ts';
import { StageIcon } from './stage-icons.tsx';
import { STAGE_LABELS, stageView } from './stage-state.ts';

/** One light per stage, in the pipeline's order: a picture that is told in words, as a whole and light by light on hover. */
export function StageLights({ stages }: { stages: MatchPlan['stages'] }) {
	const timeZone = useTimeZone();
	const lights = STAGES.map((stage) => ({ stage, state: stages[stage] }));
	const sentences = lights.map(({ stage, state }) => sentenceOf(stage, state, timeZone));
	return (
		<span
			role="img"
			aria-label={sentences.join('; ')}
			className="flex gap-1 *:flex *:size-5 *:items-center *:justify-center *:rounded"
		>
			{lights.map(({ stage, state }, index) => (
				<span key={stage} title={sentences[index]} className={TONE_SOFT[stageView(state).tone]}>
					<StageIcon is={state.is} />
				</span>
			))}
		</span>
	);
}

/** "Predictions: retrying, next try Sun 25 May 14:35, the provider refused". */
function sentenceOf(stage: StageName, state: StageState, timeZone: string): string {
	const { label, words, at, reason } = stageView(state);
	const when = [words, at && formatTime(at, timeZone)].filter(Boolean).join(' ');
	return `${STAGE_LABELS[stage]}: ${[label.toLowerCase(), when, reason].filter(Boolean).join(', ')}`;
}

const INITIALS: Record<StageName, string> = {
	analysis: 'An',
	lineups: 'Lu',
	predictions: 'Pr',
	live: 'Li',
	settlement: 'Se',
};

/** Short for the stages, above their lights. */
export function StageInitials() {
	return (
		<span aria-hidden className="flex gap-1">
			{STAGES.map((stage) => (
				<abbr key={stage} title={STAGE_LABELS[stage]} className="w-5 text-center no-underline">
					{INITIALS[stage]}
				</abbr>
			))}
		</span>
	);
}
