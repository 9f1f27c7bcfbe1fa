import { History } from 'lucide-react';
import type { ReplayStatus } from '../../../server/pipeline/status.ts';
import { formatTime } from '../../time/format.ts';
import { useNow } from '../../time/pipeline-clock.tsx';
import { useTimeZone } from '../../time/time-zone.tsx';

/** Says that nothing here happens now: which day is replayed, how fast, and what is not real. */
export function ReplayBanner({ replay }: { replay: ReplayStatus }) {
	const { competition, date, speed, finishedAt, standInModels } = replay;
	return (
		<aside aria-label="Replay" className="border-b bg-info-soft text-info">
			<div className="mx-auto flex max-w-7xl gap-2 px-4 py-1.5 text-[13px]">
				<History aria-hidden className="mt-0.5 size-4 shrink-0" />
				<p>
					Replay of <strong className="font-semibold">{competition}</strong> on {date}{' '}
					{finishedAt ? 'has ended' : `at up to ${speed}×`}: <VirtualTime />
					{standInModels && '. Predictions come from a stand-in model server.'}
				</p>
			</div>
		</aside>
	);
}

function VirtualTime() {
	const now = useNow();
	const timeZone = useTimeZone();
	return (
		<span>
			virtual time{' '}
			<time dateTime={now.toISOString()} title={`${formatTime(now, 'UTC')} UTC`} className="font-semibold">
				{formatTime(now, timeZone)}
			</time>
		</span>
	);
}
