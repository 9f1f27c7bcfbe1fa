import { groupBy } from '../../group-by.ts';
import { describeProvider } from '../../models/providers.ts';
import { countOf } from '../../words.ts';
import type { Case, FailedCall, Finding } from './case.ts';
import { recovery } from './words.ts';

export function providerRefused(given: Case): Finding | null {
	const refused = mostCalls(given);
	if (!refused || refused.httpStatus === null) return null;
	const { label } = describeProvider(refused.provider);
	const { httpStatus: status, calls } = refused;
	return {
		cause: 'provider_refused',
		subject: `${refused.provider} ${status}`,
		summary: `${label} refused the calls with status ${status}.`,
		evidence: [...countedCalls(given, calls, `refused by ${label} with status ${status}`), said(refused)],
		remedy: recovery(`${refusalRemedy(status, refused.provider)} Then retry.`),
	};
}

/** What is permanent and nobody answered with a status was given up before the call: there is no key, or no address. */
export function providerNotSetUp(given: Case): Finding | null {
	const failed = mostCalls(given);
	if (failed?.category !== 'permanent' || failed.httpStatus !== null) return null;
	const { label, keyVariable } = describeProvider(failed.provider);
	return {
		cause: 'provider_not_set_up',
		subject: failed.provider,
		summary: `Touchline is not set up to call models of ${label}.`,
		evidence: [
			...countedCalls(given, failed.calls, 'given up before anything was sent'),
			`The calls failed with: ${failed.message}`,
		],
		remedy: recovery(
			keyVariable === null
				? `Touchline knows no provider ${label}: disable its models.`
				: `Set ${keyVariable}, or what else the message names, and start Touchline again. Then retry.`,
		),
	};
}

export function modelCallFailed(given: Case): Finding | null {
	const failed = mostCalls(given);
	if (!failed) return null;
	const { label } = describeProvider(failed.provider);
	return {
		cause: 'model_call_failed',
		subject: failed.provider,
		summary: `Calls to models of ${label} kept failing.`,
		evidence: [...countedCalls(given, failed.calls, `failed at ${label}`), said(failed)],
		remedy: recovery("Look at the provider's status page, then retry."),
	};
}

/** Whether so many of the match's models were asked in vain that this explains why predictions lack. */
export function mostCallsFailed({ match, calls }: Pick<Case, 'match' | 'calls'>): boolean {
	return match !== null && calls.length * 2 >= match.predictions.wanted;
}

/** The failed calls that are alike and the most, the failure itself when it is one. */
function mostCalls({ failure, calls, missing }: Case): (FailedCall & { calls: number }) | null {
	if (failure.modelId !== null) {
		return failure.provider === null ? null : { ...failure, provider: failure.provider, calls: 1 };
	}
	if (missing?.stage !== 'predictions' || failure.stage === 'predictions') return null;
	const alike = groupBy(calls, ({ provider, httpStatus, fingerprint }) =>
		JSON.stringify([provider, httpStatus ?? fingerprint]),
	);
	const most = [...alike.values()].reduce<FailedCall[]>((a, b) => (b.length > a.length ? b : a), []);
	const [first] = most;
	return first ? { ...first, calls: most.length } : null;
}

function countedCalls({ failure, match }: Case, calls: number, how: string): string[] {
	if (failure.modelId !== null || !match) return [];
	return [`${calls} of the calls to ${countOf(match.predictions.wanted, 'model')} were ${how}.`];
}

function said({ fingerprint }: FailedCall): string {
	return `The calls failed with: ${fingerprint}`;
}

function refusalRemedy(status: number, provider: string): string {
	const { label, keyVariable } = describeProvider(provider);
	if (status === 401 || status === 403)
		return `Check ${keyVariable ?? 'the key'}, and what it allows at ${label}.`;
	if (status === 402) return `Top up the account at ${label}.`;
	if (status === 404 || status === 410)
		return `${label} no longer has the model: disable it, or name another.`;
	if (status >= 500) return `Wait until ${label} is well again.`;
	return `Look up what status ${status} means at ${label}.`;
}
