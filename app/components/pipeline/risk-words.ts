import type { RiskCause } from '../../../server/pipeline/at-risk.ts';

/** Why a match may go unserved, in a few words. */
export const RISK_CAUSES: Record<RiskCause, string> = {
	not_queued: 'Not queued',
	queued_too_late: 'Queued too late',
	failed: 'Failed',
	waits_after_failure: 'Waits after a failure',
	nobody_to_ask: 'Nobody to ask',
	blocked: 'Blocked',
	no_worker: 'No worker',
	paused: 'Queue paused',
	refusing: 'Provider refusing',
	too_slow: 'Too slow',
};

const MINUTE = 60_000;

/** "7 min after kick-off": how far from it the work is expected to be done, rounded up. */
export function fromKickoff(expectedAt: Date, kickoffAt: Date): string {
	const minutes = Math.ceil((expectedAt.getTime() - kickoffAt.getTime()) / MINUTE);
	if (minutes === 0) return 'at kick-off';
	const amount = Math.abs(minutes);
	const words = amount < 60 ? `${amount} min` : `${Math.floor(amount / 60)} h ${amount % 60} min`;
	return `${words} ${minutes > 0 ? 'after' : 'before'} kick-off`;
}
