import type { MatchDetail } from '../../../server/pipeline/match-detail.ts';
import { Relative, Time } from '../../time/time.tsx';
import { KickoffTime } from '../pipeline/kickoff-time.tsx';
import { MatchStatus } from '../pipeline/match-status.tsx';
import { NextAction } from '../pipeline/next-action.tsx';

/** Who plays, when, how it stands, and what happens next. */
export function MatchHeader({ detail }: { detail: MatchDetail }) {
	const { match, season, round, fullTime, extraTime, served } = detail;
	const { home, away, homeGoals, awayGoals, status, minute, kickoffAt } = match;
	return (
		<header className="rounded-lg border bg-surface px-4 py-6 text-center">
			<p className="line-clamp-2 break-words text-xs text-muted" dir="auto">
				{match.competition} · {season} · {round}
			</p>
			<h1 className="mt-3 grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2 text-[15px] font-semibold sm:gap-4 tracking-tight sm:text-2xl">
				<span dir="auto" className="line-clamp-3 break-words text-right">
					{home}
				</span>
				<span className="rounded-md bg-raised px-3 py-1 text-xl sm:text-3xl">
					{homeGoals === null || awayGoals === null ? (
						<Time at={kickoffAt} as="clock" />
					) : (
						`${homeGoals} : ${awayGoals}`
					)}
				</span>
				<span dir="auto" className="line-clamp-3 break-words text-left">
					{away}
				</span>
			</h1>
			<p className="mt-3 flex flex-wrap items-center justify-center gap-x-3 text-muted">
				<MatchStatus status={status} minute={minute} />
				<span>
					Kick-off <KickoffTime match={match} />, <Relative at={kickoffAt} />
				</span>
				{extraTime && fullTime && (
					<span>
						· {fullTime.home} : {fullTime.away} after 90 minutes, {extraTime.home} : {extraTime.away} after
						extra time
					</span>
				)}
			</p>
			<p className="mt-2">
				{served ? (
					<>
						<span className="text-muted">Next:</span> <NextAction next={match.next} />
					</>
				) : (
					'Played before Touchline heard of it: its result feeds the analyses of later matches.'
				)}
			</p>
		</header>
	);
}
