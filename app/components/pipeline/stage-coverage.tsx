import type { Overview } from '../../../server/pipeline/overview.ts';
import { STAGES } from '../../../server/pipeline/stages.ts';
import { STAGE_LABELS } from './stage-state.ts';

/** How many of the coming matches each stage has covered. */
export function StageCoverage({ byStage }: Pick<Overview['coverage'], 'byStage'>) {
	return (
		<ul className="grid gap-3">
			{STAGES.map((stage) => {
				const { covered, matches } = byStage[stage];
				const whole = covered === matches;
				return (
					<li key={stage}>
						<p className="flex justify-between gap-2">
							<span>{STAGE_LABELS[stage]}</span>
							<span className={whole ? 'text-muted' : 'font-medium text-bad'}>
								{matches === 0 ? 'no match' : `${covered} of ${matches}`}
							</span>
						</p>
						<div aria-hidden className="mt-1 h-1.5 overflow-hidden rounded-full bg-raised">
							<div
								className={`h-full rounded-full ${whole ? 'bg-good' : 'bg-bad'}`}
								style={{ width: `${matches === 0 ? 0 : (covered / matches) * 100}%` }}
							/>
						</div>
					</li>
				);
			})}
		</ul>
	);
}
