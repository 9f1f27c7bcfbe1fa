import { Info } from 'lucide-react';
import type { MatchDetail } from '../../../server/pipeline/match-detail.ts';
import { Time } from '../../time/time.tsx';
import { TONE_SOFT } from '../ui/tone.ts';

/** Says that models are asked without an analysis, or were, and why. */
export function WithoutAnalysisNote({
	withoutAnalysis,
	predictions,
}: Pick<MatchDetail, 'withoutAnalysis' | 'predictions'>) {
	if (!withoutAnalysis) return null;
	const { reason, madeAt } = withoutAnalysis;
	return (
		<div className={`flex gap-2.5 border-b px-4 py-3 ${TONE_SOFT.info}`}>
			<Info aria-hidden className="mt-0.5 size-4 shrink-0" />
			<div className="min-w-0">
				<p className="font-medium">{headline(withoutAnalysis.predictions, predictions.length)}</p>
				<p className="text-ink" dir="auto">
					{reason}
					{madeAt && (
						<>
							It was made at <Time at={madeAt} />, after they had been asked.
						</>
					)}
					{!reason && !madeAt && 'It was not there in time.'}
				</p>
			</div>
		</div>
	);
}

function headline(asked: number, all: number): string {
	if (asked === 0) return 'The models are asked without an analysis.';
	return asked === all
		? 'The models were asked without an analysis.'
		: `${asked} of ${all} models were asked without an analysis.`;
}
