import { formatTime } from '../../app/time/format.ts';

/** When a match kicks off, in UTC, marked when the source gave a date without a time. */
export function kickoffText({
	kickoffAt,
	kickoffConfirmed,
}: {
	kickoffAt: Date;
	kickoffConfirmed: boolean;
}): string {
	return `${formatTime(kickoffAt, 'UTC')}${kickoffConfirmed ? '' : ' (time not confirmed)'}`;
}
