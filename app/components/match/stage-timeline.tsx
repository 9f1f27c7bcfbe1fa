import type { MatchPlan } from '../../../server/pipeline/plan.ts';
import type { StageState } from '../../../server/pipeline/stage-state.ts';
import { STAGES, type StageName } from '../../../server/pipeline/stages.ts';
import { Relative, Time } from '../../time/time.tsx';
import { STAGE_LABELS, stageView } from '../pipeline/stage-state.ts';
import { TONE_SOFT, TONE_TEXT } from '../ui/tone.ts';

/** What every stage of a match has done, does, or waits for. */
export function StageTimeline({ stages }: { stages: MatchPlan['stages'] }) {
	return (
		<ol>
			{STAGES.map((stage) => (
				<Step key={stage} stage={stage} state={stages[stage]} />
			))}
		</ol>
	);
}

function Step({ stage, state }: { stage: StageName; state: StageState }) {
	const { label, tone, icon: Icon, words, at, reason } = stageView(state);
	return (
		<li className="group relative flex gap-3 pb-5 last:pb-0">
			<span aria-hidden className="absolute bottom-0 left-3.5 top-7 w-px bg-line group-last:hidden" />
			<span className={`flex size-7 shrink-0 items-center justify-center rounded-full ${TONE_SOFT[tone]}`}>
				<Icon
					aria-hidden
					className={`size-4 ${state.is === 'running' ? 'animate-spin [animation-duration:2.5s]' : ''}`}
				/>
			</span>
			<div className="min-w-0 pt-0.5">
				<p>
					<span className="font-medium">{STAGE_LABELS[stage]}</span>{' '}
					<span className={TONE_TEXT[tone]}>{label.toLowerCase()}</span>
				</p>
				{at && (
					<p className="text-xs text-muted">
						{words} <Time at={at} />, <Relative at={at} />
					</p>
				)}
				{reason && (
					<p className="line-clamp-4 text-xs text-muted" dir="auto">
						{reason}
					</p>
				)}
			</div>
		</li>
	);
}
