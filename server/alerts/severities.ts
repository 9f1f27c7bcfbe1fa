import type { AlertSeverity } from './alert.ts';

/** The least severe first. */
export const SEVERITIES = ['info', 'warning', 'critical'] as const satisfies readonly AlertSeverity[];

export function isAtLeast(severity: AlertSeverity, least: AlertSeverity): boolean {
	return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}
