import type { MatchPlan } from '../../../server/pipeline/plan.ts';
import type { StageState } from '../../../server/pipeline/stage-state.ts';
import { STAGES, type StageName } from '../../../server/pipeline/stages.ts';
import { formatTime } from '../../time/format.ts';
import { useTimeZone } from '../../time/time-zone.tsx';
import { TONE_SOFT } from '../ui/tone.ts';
import { STAGE_LABELS, stageView } from './stage-state.ts';

/** One light per stage, in the pipeline's order. */
export function StageLights({ stages }: { stages: MatchPlan['stages'] }) {
	return (
		<ul className="flex gap-1" aria-label="Stages">
			{STAGES.map((stage) => (
				<li key={stage}>
					<StageLight stage={stage} state={stages[stage]} />
				</li>
			))}
		</ul>
	);
}

function StageLight({ stage, state }: { stage: StageName; state: StageState }) {
	const timeZone = useTimeZone();
	const { label, tone, icon: Icon, words, at, reason } = stageView(state);
	const time = at ? formatTime(at, timeZone) : null;
	const sentence = [`${STAGE_LABELS[stage]}: ${label.toLowerCase()}`, words, time].filter(Boolean).join(' ');
	return (
		<span
			title={reason ? `${sentence}, ${reason}` : sentence}
			className={`flex size-5 items-center justify-center rounded ${TONE_SOFT[tone]}`}
		>
			<Icon
				aria-hidden
				strokeWidth={2.5}
				className={`size-3 ${state.is === 'running' ? 'animate-spin [animation-duration:2.5s]' : ''}`}
			/>
			<span className="sr-only">{sentence}</span>
		</span>
	);
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
