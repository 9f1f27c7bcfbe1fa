import { MINUTE, SECOND } from '../../clock.ts';
import type { Rule } from './rule.ts';

const WHERE = { redis: 'Redis', postgres: 'Postgres' } as const;

/** The queues do not answer, while the database does: not once, but for some seconds. */
export const queueUnreachable: Rule = {
	kind: 'queue_unreachable',
	find({ queued, backend }) {
		if (queued) return [];
		return [
			{
				kind: 'queue_unreachable',
				subject: backend,
				severity: 'critical',
				message: `The queues in ${WHERE[backend]} do not answer: no work begins. Start ${WHERE[backend]} again; what is lost is put back.`,
				holds: { pipelineMs: 0, realMs: 3 * SECOND },
			},
		];
	},
	closesAfter: MINUTE,
};
