import { Form, Link } from '@remix-run/react';
import { Search } from 'lucide-react';
import { FAILURE_CATEGORIES } from '../../../server/pipeline/failures/failure.ts';
import type { FailureFilter } from '../../../server/pipeline/failures/failure-filter.ts';
import { urls } from '../../urls.ts';
import { STAGE_LABELS } from '../pipeline/stage-state.ts';
import { Button } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { CATEGORY_LABELS } from './failure-words.ts';

const STATUSES: Record<FailureFilter['status'], string> = { open: 'Open', resolved: 'Resolved' };

const CATEGORIES = Object.fromEntries(FAILURE_CATEGORIES.map((name) => [name, CATEGORY_LABELS[name]]));

/** Chooses which failures are listed; the address keeps it. Works without JavaScript. */
export function FailureFilterForm({ filter, narrowed }: { filter: FailureFilter; narrowed: boolean }) {
	const { status, stage, category, competition, model, fingerprint, regressed, search } = filter;
	return (
		<Form
			// Its fields keep what was typed, so another filter is another form.
			key={JSON.stringify(filter)}
			method="get"
			action={`${urls.failures}#list`}
			role="search"
			aria-label="Failures"
			className="grid grid-cols-2 items-end gap-3 border-b px-4 py-3 sm:grid-cols-3 lg:grid-cols-[2fr_1fr_1fr_1fr_1fr_auto]"
		>
			<div className="col-span-2 sm:col-span-3 lg:col-span-1">
				<TextField
					label="Search"
					type="search"
					name="search"
					defaultValue={search}
					placeholder="Team, message, id, model"
					maxLength={200}
				/>
			</div>
			<SelectField label="Stage" name="stage" any="Any" options={STAGE_LABELS} defaultValue={stage} />
			<SelectField label="Kind" name="category" any="Any" options={CATEGORIES} defaultValue={category} />
			<TextField
				label="Competition"
				name="competition"
				placeholder="en.1"
				defaultValue={competition}
				maxLength={100}
			/>
			<SelectField label="Status" name="status" options={STATUSES} defaultValue={status} />
			<div className="col-span-2 flex flex-wrap items-center gap-x-3 gap-y-2 sm:col-span-2 lg:col-span-1">
				<label className="flex min-h-9 items-center gap-1.5 text-[13px] font-medium">
					<input
						type="checkbox"
						name="regressed"
						defaultChecked={regressed}
						className="size-4 accent-accent"
					/>
					Regressed only
				</label>
				<Button reads className="min-h-9">
					<Search aria-hidden className="size-3.5" />
					Filter
				</Button>
			</div>
			{model && <input type="hidden" name="model" value={model} />}
			{fingerprint && <input type="hidden" name="fingerprint" value={fingerprint} />}
			{narrowed && (
				<p className="col-span-full text-xs text-muted" dir="auto">
					{model && <>Only those of the model “{model}”. </>}
					{fingerprint && <>Only those with the message “{fingerprint}”. </>}
					<Link to={urls.failures} className="font-medium text-info hover:underline">
						All open failures, and why
					</Link>
				</p>
			)}
		</Form>
	);
}
