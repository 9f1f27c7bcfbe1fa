import { CircleCheck, CirclePause, Unplug } from 'lucide-react';
import type { ListedProvider } from '../../../server/pipeline/models/list-models.ts';
import { grouped } from '../../count.ts';
import { Badge } from '../ui/badge.tsx';
import type { ModelRow } from './model-rows.ts';
import { UsageTable } from './usage-table.tsx';

const STOPPED = { no_worker: 'No worker', paused: 'Paused', refusing: 'Refusing' };

/** A provider with its limits and how it is, and its models. */
export function ProviderModels({ provider, models }: { provider: ListedProvider; models: ModelRow[] }) {
	const { label, limits } = provider;
	return (
		<section aria-label={label} className="border-b last:border-b-0">
			<div className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-raised px-4 py-2">
				<h3 className="font-medium">
					<bdi>{label}</bdi>
				</h3>
				<State limits={limits} />
				<p className="text-xs text-muted">{limitsInWords(provider)}</p>
			</div>
			<UsageTable models={models} label={label} />
		</section>
	);
}

function State({ limits }: Pick<ListedProvider, 'limits'>) {
	if (!limits) {
		return (
			<Badge tone="bad" icon={Unplug}>
				Unknown
			</Badge>
		);
	}
	return limits.stopped === null ? (
		<Badge tone="good" icon={CircleCheck}>
			Ready
		</Badge>
	) : (
		<Badge tone={limits.stopped === 'paused' ? 'warn' : 'bad'} icon={CirclePause}>
			{STOPPED[limits.stopped]}
		</Badge>
	);
}

function limitsInWords({ limits, enabled, models }: ListedProvider): string {
	const asked = `${enabled} of ${models} enabled`;
	if (!limits) return `${asked}; this Touchline does not know it`;
	const perMinute =
		limits.perMinute === 0 ? 'no limit per minute' : `${grouped(limits.perMinute)} calls a minute`;
	return `${asked}; ${grouped(limits.inFlight)} calls at once, ${perMinute}; ${grouped(limits.queued)} in its queue`;
}
