import { formatRelative } from '../../app/time/format.ts';
import type { OpenAlert } from '../../server/alerts/alert.ts';
import { ALERT_NAMES } from '../../server/alerts/alert-words.ts';

/** An alert in one line: how severe, what, since when, and who knows of it. */
export function alertLine({ kind, severity, message, openedAt, acknowledged }: OpenAlert, now: Date): string {
	const known = acknowledged ? `, acknowledged by ${acknowledged.by}` : '';
	return `${severity}: ${ALERT_NAMES[kind]}, ${formatRelative(openedAt, now)}${known}: ${message}`;
}
