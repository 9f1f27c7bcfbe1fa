import type { AlertKind } from './alert.ts';

export const ALERT_NAMES: Record<AlertKind, string> = {
	source_unavailable: 'Source unavailable',
	empty_fixture_list: 'Fixture list empty',
	match_gap: 'Match with a gap',
	workers_down: 'Workers down',
	queue_unreachable: 'Queues unreachable',
	queue_stuck: 'Queue stuck',
	queue_growing: 'Queue growing',
	queue_paused: 'Queue paused',
	provider_refusing: 'Provider refusing',
	failures_of_one_cause: 'Failures of one cause',
	settlement_late: 'Settlement late',
};
