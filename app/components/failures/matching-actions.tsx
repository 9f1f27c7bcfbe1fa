import { Form, useSearchParams } from '@remix-run/react';
import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { counted, grouped } from '../../count.ts';
import { FAILURE_INTENTS } from '../../failure-intents.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { ClearForm, HiddenFields, SendButton } from './clear-form.tsx';

/** More than that are tried again only after a word about what it means. */
const MANY = 50;

/** What can be done to all failures that match the filter, those on other pages included. */
export function MatchingActions({ total }: { total: number }) {
	const [search] = useSearchParams();
	const fields = { filter: search.toString(), confirmed: String(total) };
	const label = `Retry all ${grouped(total)} matching`;
	const retry = (
		<Form method="post">
			<HiddenFields fields={fields} />
			<SendButton intent={FAILURE_INTENTS.retryMatching} fields={fields}>
				<RotateCw aria-hidden className="size-3.5" />
				{label}
			</SendButton>
		</Form>
	);
	return (
		<div className="flex flex-wrap items-start gap-x-5 gap-y-2 border-t px-4 py-2.5">
			{total > MANY ? <Explained summary={`${label}…`} total={total} action={retry} /> : retry}
			<div className="min-w-0 py-1.5">
				<ClearForm
					summary={`Clear all ${grouped(total)} matching…`}
					label={`Clear ${counted(total, 'failure')}`}
					intent={FAILURE_INTENTS.clearMatching}
					fields={fields}
				/>
			</div>
		</div>
	);
}

function Explained({ summary, total, action }: { summary: string; total: number; action: ReactNode }) {
	return (
		<div className="min-w-0 py-1.5">
			<Disclosure summary={summary}>
				<div className="grid max-w-md gap-2">
					<p className="text-xs text-muted">
						Queues the work of all {grouped(total)} again with fresh data, in batches, and asks models for
						predictions that are missing. You can watch it, and cancel what is left.
					</p>
					{action}
				</div>
			</Disclosure>
		</div>
	);
}
