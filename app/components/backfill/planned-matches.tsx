import { Link } from '@remix-run/react';
import type { BackfillPreview, PreviewedMatch } from '../../../server/pipeline/backfill/preview.ts';
import { counted, grouped } from '../../count.ts';
import { urls } from '../../urls.ts';
import { KickoffTime } from '../pipeline/kickoff-time.tsx';
import { STAGE_LABELS } from '../pipeline/stage-state.ts';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { firstMissing, modelsToAsk } from './preview-words.ts';

/** Matches that are in sight at once. */
const SHOWN = 50;

/** The matches that a backfill would work on, in its order. */
export function PlannedMatches({ preview }: { preview: BackfillPreview }) {
	const { toDo, matches } = preview;
	const rest = toDo.slice(SHOWN);
	return (
		<Card title="Matches" aside={firstMissing(preview) ?? undefined} flush>
			<MatchRows matches={toDo.slice(0, SHOWN)} label="Matches in order" />
			{rest.length > 0 && (
				<div className="border-t px-4 py-2.5">
					<Disclosure summary={`${grouped(rest.length)} more`}>
						<div className="-mx-4 -mb-2.5 border-t">
							<MatchRows matches={rest} label="More matches in order" />
						</div>
					</Disclosure>
				</div>
			)}
			{matches > toDo.length && (
				<p className="border-t px-4 py-2.5 text-muted">
					and {counted(matches - toDo.length, 'match', 'matches')} after these
				</p>
			)}
		</Card>
	);
}

function MatchRows({ matches, label }: { matches: PreviewedMatch[]; label: string }) {
	return (
		<ol aria-label={label} className="divide-y">
			{matches.map((match) => (
				<MatchRow key={match.matchId} match={match} />
			))}
		</ol>
	);
}

function MatchRow({ match }: { match: PreviewedMatch }) {
	const { matchId, home, away, missing } = match;
	return (
		<li className="flex flex-wrap gap-x-3 gap-y-0.5 px-4 py-2 sm:grid sm:grid-cols-[9rem_2fr_1fr_auto]">
			<p className="text-muted">
				<KickoffTime match={match} />
			</p>
			<Link
				to={urls.match(matchId)}
				className="order-first w-full font-medium hover:underline sm:order-none sm:w-auto"
				dir="auto"
			>
				{home} – {away}
			</Link>
			<p className={`text-muted ${missing.length === 0 ? 'max-sm:hidden' : ''}`}>
				{missing.length === 0 ? 'Nothing' : STAGE_LABELS[match.firstMissing]}
				<span className="sr-only sm:not-sr-only"> missing</span>
			</p>
			<p className="ml-auto text-right">{modelsToAsk(match)}</p>
		</li>
	);
}
