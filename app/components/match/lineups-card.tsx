import { Users } from 'lucide-react';
import type { TeamLineup } from '../../../server/football/source.ts';
import type { MatchDetail } from '../../../server/pipeline/match-detail.ts';
import { ended } from '../../../server/words.ts';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';

/** Who starts. */
export function LineupsCard({
	lineups,
	match,
	reason,
}: Pick<MatchDetail, 'lineups' | 'match'> & { reason: string | null }) {
	return (
		<Card title="Line-ups" flush={!lineups}>
			{lineups ? (
				<div className="grid grid-cols-2 gap-4">
					<Team name={match.home} lineup={lineups.home} />
					<Team name={match.away} lineup={lineups.away} />
				</div>
			) : (
				<Empty icon={Users}>
					{reason ? ended(`None: ${reason}`) : 'They are asked for from 60 min before kick-off.'}
				</Empty>
			)}
		</Card>
	);
}

function Team({ name, lineup: { formation, players } }: { name: string; lineup: TeamLineup }) {
	return (
		<div>
			<h3 className="font-medium" dir="auto">
				{name}
			</h3>
			{formation && <p className="text-xs text-muted">{formation}</p>}
			<ol className="mt-1.5 grid gap-0.5">
				{players.map((player) => (
					<li key={player} dir="auto">
						{player}
					</li>
				))}
			</ol>
		</div>
	);
}
