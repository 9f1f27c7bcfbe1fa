import { Link } from '@remix-run/react';
import { VOID_WORDS } from '../../../server/pipeline/match-story/void-words.ts';
import type { VoidedPrediction } from '../../../server/pipeline/match-story/voided-predictions.ts';
import { counted } from '../../count.ts';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';

/** Predictions that are kept and count for nothing, and why. */
export function VoidedCard({ matchId, voided }: { matchId: string; voided: VoidedPrediction[] }) {
	const times = [...new Set(voided.map(({ voidedAt }) => voidedAt.getTime()))];
	return (
		<Card title="Void predictions" aside={String(voided.length)}>
			<div className="grid gap-3">
				{times.map((time) => {
					const set = voided.filter(({ voidedAt }) => voidedAt.getTime() === time);
					return <VoidedSet key={time} matchId={matchId} set={set} />;
				})}
			</div>
		</Card>
	);
}

/** Those that became void at one time. */
function VoidedSet({ matchId, set }: { matchId: string; set: VoidedPrediction[] }) {
	const [first] = set;
	if (!first) return null;
	return (
		<div>
			<p>
				{counted(set.length, 'prediction')} for the kick-off <Time at={first.kickoffAt} />, void since{' '}
				<Time at={first.voidedAt} />: {VOID_WORDS[first.because]}.
			</p>
			<div className="mt-1">
				<Disclosure summary="What they said">
					<ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
						{set.map(({ id, model, score }) => (
							<li key={id} className="flex justify-between gap-3">
								<Link to={urls.prediction(matchId, model.id)} className="min-w-0 truncate hover:underline">
									{model.name}
								</Link>
								<span className="font-semibold">
									{score.home} : {score.away}
								</span>
							</li>
						))}
					</ul>
				</Disclosure>
			</div>
		</div>
	);
}
