import { Link } from '@remix-run/react';
import type { BackfillPreview } from '../../../server/pipeline/backfill/preview.ts';
import { counted, grouped } from '../../count.ts';
import { urls } from '../../urls.ts';
import { KickoffTime } from '../pipeline/kickoff-time.tsx';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { type SkippedGroup, skippedGroups } from './skipped-groups.ts';

/** What a backfill would leave alone, and why. */
export function SkippedCard({ preview }: { preview: BackfillPreview }) {
	return (
		<Card title="Left alone" aside={counted(preview.skippedTotal, 'match', 'matches')} flush>
			<ul className="divide-y">
				{skippedGroups(preview).map((group) => (
					<Group key={group.reason} group={group} />
				))}
			</ul>
		</Card>
	);
}

function Group({ group: { reason, runId, count, named } }: { group: SkippedGroup }) {
	return (
		<li className="grid gap-1 px-4 py-2.5">
			<p className="first-letter:uppercase">
				{reason}
				{runId && (
					<>
						{' · '}
						<Link to={urls.backfillRun(runId)} className="font-medium text-info hover:underline">
							follow it
						</Link>
					</>
				)}
			</p>
			<Disclosure summary={counted(count, 'match', 'matches')}>
				<ul className="grid gap-1 text-xs">
					{named.map((match) => (
						<li key={match.matchId} className="flex flex-wrap gap-x-3">
							<span className="text-muted">
								<KickoffTime match={match} />
							</span>
							<Link to={urls.match(match.matchId)} className="font-medium hover:underline" dir="auto">
								{match.home} – {match.away}
							</Link>
						</li>
					))}
					{count > named.length && <li>and {grouped(count - named.length)} more</li>}
				</ul>
			</Disclosure>
		</li>
	);
}
