import type { UsageSpan } from '../../server/history/model-usage.ts';
import type { ListedModel, ListedProvider, ModelList } from '../../server/pipeline/models/list-models.ts';
import type { ModelSwitch } from '../../server/pipeline/models/set-model-enabled.ts';
import { demandInWords } from '../../server/pipeline/models/switch-words.ts';
import { columns } from './columns.ts';

const OVER: Record<UsageSpan, string> = { day: '24 hours', week: '7 days', month: '30 days' };

/** The models, a provider after the other, those first that answered the least. */
export function listText({ providers, models }: ModelList, over: UsageSpan): string {
	const enabled = models.filter((model) => model.enabled).length;
	const problems = models.flatMap(({ problem }) => problem ?? []);
	return [
		`${enabled} of ${models.length} models enabled; calls of the last ${OVER[over]}`,
		...problems.map((problem) => `! ${problem}`),
		...providers.flatMap((provider) => [
			'',
			providerText(provider),
			...columns(
				models
					.filter((model) => model.provider === provider.id)
					.toSorted((a, b) => shareOf(a) - shareOf(b))
					.map(modelCells),
			),
		]),
	].join('\n');
}

const STOPPED = { no_worker: 'no worker', paused: 'paused', refusing: 'refusing' };

function providerText({ label, limits, enabled, models }: ProviderCells): string {
	if (!limits) return `${label}: unknown`;
	const perMinute = limits.perMinute === 0 ? 'no limit' : `${limits.perMinute} a minute`;
	const state = limits.stopped ? `, ${STOPPED[limits.stopped]}` : '';
	return `${label}: ${enabled} of ${models} enabled, ${limits.inFlight} calls at once, ${perMinute}, ${limits.queued} queued${state}`;
}

type ProviderCells = Pick<ListedProvider, 'label' | 'limits' | 'enabled' | 'models'>;

function modelCells({ name, id, enabled, usage }: ListedModel): string[] {
	return [
		name,
		id,
		enabled ? 'on' : 'off',
		...(usage
			? [
					usage.successPercentage === null ? '-' : `${usage.successPercentage} %`,
					`${usage.counts.answered} of ${usage.calls - usage.counts.rate_limited}`,
					usage.meanLatencyMs === null ? '-' : `${(usage.meanLatencyMs / 1_000).toFixed(1)} s`,
					`$${usage.costUsd.toFixed(4)}`,
				]
			: ['no call', '', '', '']),
	];
}

function shareOf({ usage }: ListedModel): number {
	return usage?.successPercentage ?? Infinity;
}

export function switchQuestion(
	{ name, demand }: Pick<ModelSwitch, 'name' | 'demand'>,
	enabled: boolean,
): string {
	return `${enabled ? 'Enable' : 'Disable'} ${name}? ${sentence(demandInWords(demand, enabled))}`;
}

export function switchText({ name, enabled, changed, demand }: ModelSwitch): string {
	const is = enabled ? 'enabled' : 'disabled';
	return changed
		? `${name} is ${is}: ${demandInWords(demand, enabled)}.`
		: `${name} was ${is} before: nothing was changed.`;
}

function sentence(words: string): string {
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
