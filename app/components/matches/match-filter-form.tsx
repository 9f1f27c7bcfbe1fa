import { Form, Link } from '@remix-run/react';
import { Search } from 'lucide-react';
import type { MatchFields } from '../../match-query.ts';
import { urls } from '../../urls.ts';
import { Button } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { STATE_OPTIONS, STATUS_OPTIONS } from './match-words.ts';

interface MatchFilterFormProps {
	fields: MatchFields;
	competitions: { id: string; name: string }[];
	narrowed: boolean;
}

/** Chooses which matches are listed; the address keeps it. Works without JavaScript. */
export function MatchFilterForm({ fields, competitions, narrowed }: MatchFilterFormProps) {
	const named = Object.fromEntries(competitions.map(({ id, name }) => [id, name]));
	return (
		<Form
			// Its fields keep what was typed, so another filter is another form.
			key={JSON.stringify(fields)}
			method="get"
			action={urls.matches}
			role="search"
			aria-label="Matches"
			className="grid grid-cols-2 items-end gap-3 border-b px-4 py-3 sm:grid-cols-3 xl:grid-cols-[2fr_1.4fr_1fr_1fr_1fr_1fr_auto]"
		>
			<div className="col-span-2 sm:col-span-3 xl:col-span-1">
				<TextField
					label="Search"
					type="search"
					name="q"
					defaultValue={fields.q}
					placeholder="Team, competition, matchday"
					maxLength={200}
				/>
			</div>
			<SelectField
				label="Competition"
				name="competition"
				any="Any"
				options={{ ...(fields.competition && { [fields.competition]: fields.competition }), ...named }}
				defaultValue={fields.competition}
			/>
			<SelectField
				label="Status"
				name="status"
				any="Any"
				options={STATUS_OPTIONS}
				defaultValue={fields.status}
			/>
			<SelectField label="State" name="state" any="Any" options={STATE_OPTIONS} defaultValue={fields.state} />
			<TextField label="From (UTC)" type="date" name="from" defaultValue={fields.from} />
			<TextField label="To, included" type="date" name="to" defaultValue={fields.to} />
			<div className="col-span-2 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2 sm:col-span-1">
				<Button reads className="min-h-9">
					<Search aria-hidden className="size-3.5" />
					Filter
				</Button>
				{narrowed && (
					<Link to={urls.matches} className="text-[13px] font-medium text-info hover:underline">
						Clear
					</Link>
				)}
			</div>
		</Form>
	);
}
