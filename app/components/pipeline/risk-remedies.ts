import type { RiskCause } from '../../../server/pipeline/at-risk.ts';
import { MATCH_INTENTS } from '../../match-intents.ts';
import { urls } from '../../urls.ts';

/** What an operator can do at once against a risk, or where it is done. */
export type RiskRemedy = { label: string } & ({ intent: string } | { to: string });

const RUN: RiskRemedy = { label: 'Run now', intent: MATCH_INTENTS.run };
const QUEUES: RiskRemedy = { label: 'To the queues', to: urls.queues };
const MODELS: RiskRemedy = { label: 'To the models', to: urls.models };

/** Null where there is nothing to press: what it waits for mends it, or it is mended outside of the console. */
export const RISK_REMEDIES: Record<RiskCause, RiskRemedy | null> = {
	not_queued: RUN,
	queued_too_late: RUN,
	failed: { label: 'Retry', intent: MATCH_INTENTS.retry },
	waits_after_failure: null,
	nobody_to_ask: MODELS,
	blocked: null,
	no_worker: null,
	paused: QUEUES,
	refusing: MODELS,
	too_slow: QUEUES,
};
