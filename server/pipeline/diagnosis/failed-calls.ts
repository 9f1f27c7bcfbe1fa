import { groupBy } from '../../group-by.ts';
import { PROVIDERS, providerId } from '../../models/providers.ts';
import { countOf } from '../../words.ts';
import type { Case, FailedCall, Finding } from './case.ts';
import { recovery } from './words.ts';

export function providerRefused(given: Case): Finding | null {
	const refused = mostCalls(given);
	if (!refused || refused.httpStatus === null) return null;
	const { label, keyVariable } = PROVIDERS[providerId(refused.provider)];
	const { httpStatus: status, calls } = refused;
	return {
		cause: 'provider_refused',
		subject: `${refused.provider} ${status}`,
		summary: `${label} refused the calls with status ${status}.`,
		evidence: [...countedCalls(given, calls, `refused by ${label} with status ${status}`), said(refused)],
		remedy: recovery(`${refusalRemedy(status, label, keyVariable)} Then retry.`),
	};
}

export function modelCallFailed(given: Case): Finding | null {
	const failed = mostCalls(given);
	if (!failed) return null;
	const { label } = PROVIDERS[providerId(failed.provider)];
	return {
		cause: 'model_call_failed',
		subject: failed.provider,
		summary: `Calls to models of ${label} kept failing.`,
		evidence: [...countedCalls(given, failed.calls, `failed at ${label}`), said(failed)],
		remedy: recovery("Look at the provider's status page, then retry."),
	};
}

/** The failed calls that are alike and the most, the failure itself when it is one. */
function mostCalls({ failure, calls, missing }: Case): (FailedCall & { calls: number }) | null {
	if (failure.modelId !== null) {
		return failure.provider === null ? null : { ...failure, provider: failure.provider, calls: 1 };
	}
	if (missing?.stage !== 'predictions') return null;
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

function refusalRemedy(status: number, label: string, keyVariable: string): string {
	if (status === 401 || status === 403) return `Check ${keyVariable} and what the key may do at ${label}.`;
	if (status === 402) return `Top up the account at ${label}.`;
	if (status === 404 || status === 410)
		return `${label} no longer has the model: disable it, or name another.`;
	if (status >= 500) return `Wait until ${label} is well again.`;
	return `Look up what status ${status} means at ${label}.`;
}
