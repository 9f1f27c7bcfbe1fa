import { type OutageGroup, whoWasDown } from '../../../server/pipeline/outage-groups.ts';
import { formatDay, formatDuration } from '../../time/format.ts';
import { useNow } from '../../time/pipeline-clock.tsx';
import { Time } from '../../time/time.tsx';
import { useTimeZone } from '../../time/time-zone.tsx';

/** "Prediction worker down Sun 14:02–14:31, 29 min", or since when while it goes on. */
export function OutageLine({
	outage: { kinds, from, to, stopped },
	dated = false,
}: {
	outage: OutageGroup;
	/** With the date beside the day of the week. */
	dated?: boolean;
}) {
	const zone = useTimeZone();
	const now = useNow();
	const as = dated ? 'full' : 'weekday';
	const sameDay = to !== null && formatDay(from, zone) === formatDay(to, zone);
	return (
		<span>
			<span className="font-medium">{whoWasDown(kinds)}</span> {stopped ? 'stopped' : 'down'}{' '}
			{to ? (
				<>
					<Time at={from} as={as} />–<Time at={to} as={sameDay ? 'clock' : as} />
				</>
			) : (
				<>
					since <Time at={from} as={as} />
				</>
			)}
			, {formatDuration((to ?? now).getTime() - from.getTime())}
		</span>
	);
}
