export type Backend = 'postgres' | 'redis';

/** What a round can meet. */
export const FAULT_KINDS = [
	'kill-scheduling',
	'kill-prediction',
	'kill-settlement',
	'kill-all',
	'kill-repeatedly',
	'postgres-restart',
	'postgres-kill',
	'terminate-connections',
	'idle-connections',
	'queue-wipe',
	'redis-restart',
	'redis-kill',
	'models-hang',
	'models-429',
	'models-500',
	'models-bad-json',
	'clock-jump',
	'duplicate-jobs',
	'kickoff-moved',
	'match-postponed',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

const NEEDS_REDIS: readonly FaultKind[] = ['redis-restart', 'redis-kill'];

/** The faults that there are with this backend. */
export function kindsOf(backend: Backend): FaultKind[] {
	return FAULT_KINDS.filter((kind) => backend === 'redis' || !NEEDS_REDIS.includes(kind));
}
