import { Link } from '@remix-run/react';
import type { LastPrediction } from '../../../server/pipeline/models/read-model.ts';
import { counted } from '../../count.ts';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Badge } from '../ui/badge.tsx';
import { seconds } from './usage-table.tsx';

/** What a model said last, the newest first. */
export function LastPredictions({ predictions }: { predictions: LastPrediction[] }) {
	return (
		<ul aria-label="Last predictions" className="divide-y">
			{predictions.map(({ matchId, home, away, score, madeAt, retroactive, latencyMs, points }) => (
				<li key={matchId} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2">
					<Link to={urls.match(matchId)} className="line-clamp-2 min-w-0 hover:underline">
						<bdi>{home}</bdi> – <bdi>{away}</bdi>
					</Link>
					<span className="font-semibold">
						{score.home} : {score.away}
					</span>
					{retroactive && <Badge tone="warn">Retroactive</Badge>}
					<span className="ml-auto text-xs text-muted">
						<Time at={madeAt} />, in {seconds(latencyMs)},{' '}
						{points === null ? 'not settled' : counted(points, 'point')}
					</span>
				</li>
			))}
		</ul>
	);
}
