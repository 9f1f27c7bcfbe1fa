import { Scale } from 'lucide-react';
import type { SettlementRevision } from '../../../server/pipeline/match-detail.ts';
import { Time } from '../../time/time.tsx';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Empty } from '../ui/empty.tsx';

/** How a match was scored: the newest run, and the ones before it. */
export function SettlementCard({ settlements }: { settlements: SettlementRevision[] }) {
	const [newest, ...earlier] = settlements;
	if (!newest) {
		return (
			<Card title="Settlement" flush>
				<Empty icon={Scale}>Not settled yet: predictions are scored at full time.</Empty>
			</Card>
		);
	}
	return (
		<Card title="Settlement" aside={settlements.length > 1 ? `revision ${newest.revision}` : undefined}>
			<Revision revision={newest} />
			{earlier.length > 0 && (
				<div className="mt-4">
					<Disclosure summary={earlier.length === 1 ? 'The revision before it' : 'The revisions before it'}>
						<div className="grid gap-4">
							{earlier.map((revision) => (
								<Revision key={revision.revision} revision={revision} />
							))}
						</div>
					</Disclosure>
				</div>
			)}
		</Card>
	);
}

const SCORE_COUNTS: Record<SettlementRevision['scoreCounts'], string> = {
	ninety_minutes: 'after 90 minutes',
	after_extra_time: 'after extra time, if any',
};

function Revision({ revision: run }: { revision: SettlementRevision }) {
	const { score, scoreCounts, quotas, predictionsScored, predictionsCounted, settledAt } = run;
	return (
		<div>
			<p>
				Settled <Time at={settledAt} /> against{' '}
				<strong className="font-semibold">
					{score.home} : {score.away}
				</strong>{' '}
				{SCORE_COUNTS[scoreCounts]}.
			</p>
			{quotas ? (
				<>
					<dl className="mt-3 grid grid-cols-3 gap-2 text-center">
						<Quota label="Home win" points={quotas.home} />
						<Quota label="Draw" points={quotas.draw} />
						<Quota label="Away win" points={quotas.away} />
					</dl>
					<p className="mt-2 text-xs text-muted">
						Points for the right tendency, from {predictionsCounted} predictions; {predictionsScored} were
						scored.
					</p>
				</>
			) : (
				<p className="mt-1 text-muted">Nothing to settle: {run.nothingToSettleReason}.</p>
			)}
		</div>
	);
}

function Quota({ label, points }: { label: string; points: number }) {
	return (
		<div className="flex flex-col-reverse rounded-md bg-raised px-2 py-2">
			<dt className="text-xs text-muted">{label}</dt>
			<dd className="text-lg font-semibold">{points}</dd>
		</div>
	);
}
