import { groupOutages } from '../../../server/pipeline/outage-groups.ts';
import type { MatchPlan } from '../../../server/pipeline/plan.ts';
import type { StageDelay } from '../../../server/pipeline/stage-delays.ts';
import type { StageState } from '../../../server/pipeline/stage-state.ts';
import { STAGES, type StageName } from '../../../server/pipeline/stages.ts';
import { useNow } from '../../time/pipeline-clock.tsx';
import { Relative, Time } from '../../time/time.tsx';
import { OutageLine } from '../pipeline/outage-line.tsx';
import { STAGE_LABELS, stageView } from '../pipeline/stage-state.ts';
import { TONE_SOFT, TONE_TEXT } from '../ui/tone.ts';

/** What every stage of a match has done, does, or waits for. */
export function StageTimeline({ stages, delays }: { stages: MatchPlan['stages']; delays: StageDelay[] }) {
	return (
		<ol>
			{STAGES.map((stage) => (
				<Step
					key={stage}
					stage={stage}
					state={stages[stage]}
					delay={delays.find((delay) => delay.stage === stage)}
				/>
			))}
		</ol>
	);
}

interface StepProps {
	stage: StageName;
	state: StageState;
	delay: StageDelay | undefined;
}

function Step({ stage, state, delay }: StepProps) {
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
				{delay && <Delay delay={delay} />}
			</div>
		</li>
	);
}

/** The outages that held a stage up. */
function Delay({ delay: { since, outages } }: { delay: StageDelay }) {
	const now = useNow();
	return (
		<div className="mt-1 text-xs text-warn">
			<p>
				Late, due since <Time at={since} as="weekday" />:
			</p>
			<ul>
				{groupOutages(outages, now).map((outage) => (
					<li key={outage.from.toISOString()}>
						<OutageLine outage={outage} />
					</li>
				))}
			</ul>
		</div>
	);
}
