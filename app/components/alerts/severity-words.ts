import type { AlertSeverity } from '../../../server/alerts/alert.ts';

/** Which alerts a webhook gets, by the least severe of them. */
export const LEAST_SEVERITIES: Record<AlertSeverity, string> = {
	info: 'All alerts',
	warning: 'Warnings and critical ones',
	critical: 'Critical ones only',
};
