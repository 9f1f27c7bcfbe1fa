import type { ModelCallOutcome } from '../../../prisma/generated/enums.ts';
import { HOUR } from '../../clock.ts';
import { describeProvider } from '../../models/providers.ts';
import { isRefusing, type ProviderCalls } from '../../pipeline/provider-calls.ts';
import type { Rule } from './rule.ts';

/** A provider answers nothing, or less than a fifth of what it is asked. */
export const providerRefusing: Rule = {
	kind: 'provider_refusing',
	find: ({ providerCalls }) =>
		providerCalls.filter(isRefusing).map((last) => ({
			kind: 'provider_refusing',
			subject: last.provider,
			severity: 'critical',
			message: inWords(last),
		})),
	// One that is asked nothing is not known to answer again.
	closesAfter: HOUR,
	isOver: ({ subject }, { providerCalls }) =>
		providerCalls.some((last) => last.provider === subject && last.answered > 0 && !isRefusing(last)),
};

const TROUBLES: Record<ModelCallOutcome, string> = {
	answered: 'answered',
	unusable: 'answered without a score',
	rate_limited: 'refused as too many',
	refused: 'refused for good',
	failed: 'timed out, lost or answered with an error of the server',
};

function inWords({ provider, calls, answered, commonestTrouble }: ProviderCalls): string {
	const { label, keyVariable } = describeProvider(provider);
	const trouble = commonestTrouble ?? 'failed';
	const remedies: Record<ModelCallOutcome, string> = {
		answered: 'See the log of the prediction worker.',
		unusable: 'See the replies in prediction.log: a model may have changed.',
		rate_limited: `Set ${provider.toUpperCase()}_CALLS_PER_MINUTE to what the contract allows.`,
		refused: keyVariable
			? `Check ${keyVariable} and the account, and retry what failed.`
			: 'Switch its models off, or use a Touchline that knows it.',
		failed: 'Look at its status page; what failed is tried again by itself.',
	};
	const share = answered === 0 ? 'none' : `${answered}`;
	return `${label} answered ${share} of the last ${calls} calls; most were ${TROUBLES[trouble]}. ${remedies[trouble]}`;
}
