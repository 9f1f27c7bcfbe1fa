import type { OpenAlert } from '../../../server/alerts/alert.ts';

/** An alert that is open. */
export function openAlert(facts: Partial<OpenAlert> = {}): OpenAlert {
	return {
		id: 'alert',
		kind: 'workers_down',
		subject: 'prediction',
		message: 'No prediction worker is alive: start it.',
		severity: 'warning',
		level: 1,
		matchId: null,
		openedAt: new Date('2025-05-25T14:00:00Z'),
		lastSeenAt: new Date('2025-05-25T14:05:00Z'),
		acknowledged: null,
		...facts,
	};
}
