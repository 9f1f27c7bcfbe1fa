import { Form, Link, useNavigation } from '@remix-run/react';
import { CircleCheck, RotateCw } from 'lucide-react';
import type { OpenFailure } from '../../../server/pipeline/open-failures.ts';
import { Relative } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { STAGE_LABELS } from './stage-state.ts';

const CATEGORIES: Record<OpenFailure['category'], string> = {
	transient: 'Kept failing',
	rate_limited: 'Rate limited',
	permanent: 'Failed for good',
	predictions_missing: 'No predictions',
	stalled: 'Worker died',
};

/** Open failures, each with its Retry. `empty` is what it says when there are none. */
export function FailureList({ failures, empty }: { failures: OpenFailure[]; empty: string }) {
	if (failures.length === 0) {
		return (
			<Empty icon={CircleCheck} tone="good">
				{empty}
			</Empty>
		);
	}
	return (
		<ul className="divide-y">
			{failures.map((failure) => (
				<FailureRow key={failure.id} failure={failure} />
			))}
		</ul>
	);
}

function FailureRow({ failure }: { failure: OpenFailure }) {
	const { id, stage, match, model, category, message, occurrences, lastSeenAt, retryRequestedAt } = failure;
	return (
		<li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 sm:flex-nowrap">
			<div className="min-w-0 flex-1">
				<p className="flex flex-wrap items-center gap-x-2 gap-y-1">
					<Badge tone="bad">{CATEGORIES[category]}</Badge>
					<Link to={urls.match(match.id)} className="font-medium hover:underline" dir="auto">
						{match.home} – {match.away}
					</Link>
				</p>
				<p className="mt-1 line-clamp-3" dir="auto">
					{message}
				</p>
				<p className="mt-0.5 text-xs text-muted">
					{STAGE_LABELS[stage]}
					{model && ` · ${model}`} · {occurrences === 1 ? 'once' : `${occurrences} times`}, last{' '}
					<Relative at={lastSeenAt} />
					{retryRequestedAt && ' · another try was asked for'}
				</p>
			</div>
			<RetryForm ids={[id]} label="Retry" about={`${match.home} – ${match.away}, ${STAGE_LABELS[stage]}`} />
		</li>
	);
}

/** Tries failures again. A real form: it works without JavaScript. */
export function RetryForm({ ids, label, about }: { ids: string[]; label: string; about?: string }) {
	const { state, formData } = useNavigation();
	const busy = state !== 'idle' && formData?.getAll('failure').join() === ids.join();
	return (
		<Form method="post" preventScrollReset>
			{ids.map((id) => (
				<input key={id} type="hidden" name="failure" value={id} />
			))}
			<Button disabled={busy} aria-label={about && `${label}: ${about}`}>
				<RotateCw aria-hidden className={`size-3.5 ${busy ? 'animate-spin' : ''}`} />
				{label}
			</Button>
		</Form>
	);
}
