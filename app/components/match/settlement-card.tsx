import { Scale } from 'lucide-react';
import type { SettlementRevision } from '../../../server/pipeline/match-detail.ts';
import type { Quotas } from '../../../server/pipeline/scoring.ts';
import type { StageState } from '../../../server/pipeline/stage-state.ts';
import { ended } from '../../../server/words.ts';
import { Time } from '../../time/time.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { settlementChange, written } from './settlement-change.ts';

interface SettlementCardProps {
	/** The newest first. */
	settlements: SettlementRevision[];
	/** Of the settlement stage: it says why there is nothing to settle. */
	state: StageState;
}

/** How a match was scored: the revision that counts, and the ones before it. */
export function SettlementCard({ settlements, state }: SettlementCardProps) {
	const [newest, before] = settlements;
	if (!newest) {
		return (
			<Card title="Settlement" flush>
				<Empty icon={Scale}>
					{state.is === 'unavailable'
						? ended(`Nothing to settle: ${state.reason}`)
						: 'Not settled yet: predictions are scored at full time.'}
				</Empty>
			</Card>
		);
	}
	return (
		<Card title="Settlement" aside={before && `revision ${newest.revision}`}>
			{before && <p className="mb-2 font-medium text-warn">{settlementChange(newest, before)}.</p>}
			<Newest revision={newest} />
			{before && (
				<ol aria-label="Revisions before" className="mt-4 divide-y border-t text-xs">
					{settlements.slice(1).map((revision, index) => (
						<Earlier key={revision.revision} revision={revision} before={settlements[index + 2]} />
					))}
				</ol>
			)}
		</Card>
	);
}

const SCORE_COUNTS: Record<SettlementRevision['scoreCounts'], string> = {
	ninety_minutes: 'after 90 minutes',
	after_extra_time: 'after extra time, if any',
};

function Newest({ revision }: { revision: SettlementRevision }) {
	const { score, scoreCounts, quotas, predictionsScored, predictionsCounted, settledAt } = revision;
	return (
		<div>
			<p>
				Settled <Time at={settledAt} /> against <strong className="font-semibold">{written(score)}</strong>{' '}
				{SCORE_COUNTS[scoreCounts]}.
			</p>
			{quotas ? (
				<>
					<dl className="mt-3 grid grid-cols-3 gap-2 text-center">
						{Object.entries(namedQuotas(quotas)).map(([label, points]) => (
							<div key={label} className="flex flex-col-reverse rounded-md bg-raised px-2 py-2">
								<dt className="text-xs text-muted">{label}</dt>
								<dd className="text-lg font-semibold">{points}</dd>
							</div>
						))}
					</dl>
					<p className="mt-2 text-xs text-muted">
						Points for the right tendency, from {predictionsCounted} predictions; {predictionsScored} were
						scored.
					</p>
				</>
			) : (
				<p className="mt-1 text-muted">Nothing to settle: {revision.nothingToSettleReason}.</p>
			)}
		</div>
	);
}

/** What a revision that no longer counts said. */
function Earlier({
	revision: { revision, score, settledAt, quotas, nothingToSettleReason, ...run },
	before,
}: {
	revision: SettlementRevision;
	before: SettlementRevision | undefined;
}) {
	return (
		<li className="py-2 last:pb-0">
			<p>
				<span className="font-medium">
					Revision {revision}: {written(score)}
				</span>
				, <Time at={settledAt} />
				{before && <span className="text-muted"> ({settlementChange({ score, ...run }, before)})</span>}
			</p>
			<p className="text-muted">
				{quotas
					? `${Object.entries(namedQuotas(quotas))
							.map(([label, points]) => `${label} ${points}`)
							.join(' · ')}, from ${run.predictionsCounted} predictions`
					: `Nothing to settle: ${nothingToSettleReason}`}
			</p>
		</li>
	);
}

function namedQuotas({ home, draw, away }: Quotas): Record<string, number> {
	return { 'Home win': home, Draw: draw, 'Away win': away };
}
