import type { ComponentProps } from 'react';
import { Time } from '../../time/time.tsx';

interface KickoffTimeProps {
	match: { kickoffAt: Date; kickoffConfirmed: boolean };
	as?: ComponentProps<typeof Time>['as'];
}

/** When a match kicks off, marked when the source gave a date without a time. */
export function KickoffTime({ match: { kickoffAt, kickoffConfirmed }, ...time }: KickoffTimeProps) {
	return (
		<>
			<Time at={kickoffAt} {...time} />
			{!kickoffConfirmed && <span className="text-xs text-warn"> (time not confirmed)</span>}
		</>
	);
}
